// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Lane} from "./Lane.sol";

/// @notice One message between L1 and L2. Source: spec/bridge.md, BRIDGE-1.
/// @param lane Lane on the L2 side.
/// @param place Its place among the messages of its direction, from 0.
/// @param sender Who sent it, on the side it comes from.
/// @param target Who is called on the other side.
/// @param gasLimit The least gas of that call.
/// @param data What it is called with.
struct Message {
    Lane lane;
    uint64 place;
    address sender;
    address target;
    uint64 gasLimit;
    bytes data;
}
