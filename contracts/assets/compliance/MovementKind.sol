// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

using {isJudged} for MovementKind global;

/// @notice How units move. Rules judge the first two kinds; the others they only take note of.
enum MovementKind {
    /// A holder's transfer, or one by a spender he allowed.
    Transfer,
    /// Creation of units.
    Mint,
    /// Destruction of units.
    Burn,
    /// A transfer by an agent, without the holder's consent.
    Forced,
    /// Everything of a lost wallet goes to another one of the same identity.
    Recovery
}

/// @notice Whether rules may refuse a movement of a kind.
function isJudged(MovementKind kind) pure returns (bool) {
    return kind == MovementKind.Transfer || kind == MovementKind.Mint;
}
