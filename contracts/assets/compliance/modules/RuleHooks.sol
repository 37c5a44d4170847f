// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MovementKind} from "../MovementKind.sol";

/// @notice Which calls a rule module needs; a compliance makes no other. Bit `kind` of the low byte asks for
/// {IRuleModule-enforce} at movements of that {MovementKind}.
library RuleHooks {
    uint16 internal constant TRANSFER = uint16(1) << uint16(MovementKind.Transfer);
    uint16 internal constant MINT = uint16(1) << uint16(MovementKind.Mint);
    uint16 internal constant BURN = uint16(1) << uint16(MovementKind.Burn);
    uint16 internal constant FORCED = uint16(1) << uint16(MovementKind.Forced);
    uint16 internal constant RECOVERY = uint16(1) << uint16(MovementKind.Recovery);
    /// @notice Every movement.
    uint16 internal constant ALL = TRANSFER | MINT | BURN | FORCED | RECOVERY;
    /// @notice {IRuleModule-settle} after holders' transfers.
    uint16 internal constant AFTER_TRANSFER = 1 << 8;
    /// @notice {IRuleModule-walletChanged}.
    uint16 internal constant WALLET = 1 << 9;

    /// @notice The bit of a kind.
    function bitOf(MovementKind kind) internal pure returns (uint16) {
        return uint16(1) << uint16(kind);
    }
}
