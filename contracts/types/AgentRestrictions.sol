// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What an agent of the token may not do. All false: everything an agent may.
/// @param disableMint No minting.
/// @param disableBurn No burning.
/// @param disablePartialFreeze No freezing and unfreezing of units, by forced transfer neither.
/// @param disableAddressFreeze No freezing and unfreezing of wallets.
/// @param disableRecovery No recovery of lost wallets.
/// @param disableForceTransfer No forced transfers.
/// @param disablePause No pausing and unpausing.
struct AgentRestrictions {
    bool disableMint;
    bool disableBurn;
    bool disablePartialFreeze;
    bool disableAddressFreeze;
    bool disableRecovery;
    bool disableForceTransfer;
    bool disablePause;
}
