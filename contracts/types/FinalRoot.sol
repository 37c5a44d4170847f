// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Evidence} from "./Evidence.sol";

/// @notice What is kept of a batch that is FINAL and ended a range that was finalized. Source: spec/rollup.md,
/// ROLLUP-19.
/// @param stateRoot State root after the batch; zero: nothing is kept.
/// @param messageRoot Root of the tree of messages to L1 after the batch.
/// @param messageCount Leaves of that tree.
/// @param finalAt Unix time at which it became FINAL, seconds.
/// @param evidence What all batches of the range have in common.
struct FinalRoot {
    bytes32 stateRoot;
    bytes32 messageRoot;
    uint64 messageCount;
    uint64 finalAt;
    Evidence evidence;
}
