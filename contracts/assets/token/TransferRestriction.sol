// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Why a holder's transfer would fail, in the order in which it is checked; the number is the ERC-1404 code.
enum TransferRestriction {
    None,
    Paused,
    SenderLost,
    SenderFrozen,
    BalanceTooLow,
    UnfrozenTooLow,
    SenderUnverified,
    ReceiverMissing,
    ReceiverLost,
    ReceiverFrozen,
    ReceiverUnverified,
    ComplianceForeign,
    RuleBroken
}
