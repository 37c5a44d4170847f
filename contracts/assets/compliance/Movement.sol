// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MovementKind} from "./MovementKind.sol";

/// @notice One movement of units and all that rules ask about it, fetched once for all of them.
/// @param kind Why units move.
/// @param token The token.
/// @param from Sending wallet; zero for a mint.
/// @param to Receiving wallet; zero for a burn.
/// @param amount Base units.
/// @param fromBalance Balance of `from` before the movement; zero for a mint.
/// @param toBalance Balance of `to` before the movement; zero for a burn.
/// @param fromIdentity Identity of `from`, or `from` itself while it has none. Zero for a mint.
/// @param toIdentity Identity of `to`, or `to` itself while it has none. Zero for a burn.
/// @param fromCountry ISO 3166-1 numeric, as the registry has it.
/// @param toCountry ISO 3166-1 numeric, as the registry has it.
struct Movement {
    MovementKind kind;
    address token;
    address from;
    address to;
    uint256 amount;
    uint256 fromBalance;
    uint256 toBalance;
    address fromIdentity;
    address toIdentity;
    uint16 fromCountry;
    uint16 toCountry;
}
