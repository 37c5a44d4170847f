// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What was done to a wallet or a token by force. The numbers are part of the log's hashes.
enum ForcedActionKind {
    Transfer,
    Burn,
    FreezeWallet,
    UnfreezeWallet,
    FreezeUnits,
    UnfreezeUnits,
    SetFrozenUnits,
    Recovery,
    Pause,
    Unpause
}
