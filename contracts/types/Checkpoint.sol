// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetId} from "./AssetId.sol";
import {Stage} from "./Stage.sol";

/// @notice One link of an asset's checkpoint chain; its hash is keccak256(abi.encode(checkpoint)).
/// Source: spec/lifecycle.md, LIFE-6.
/// @param previous Hash of the link before, zero for the first.
/// @param asset Asset that moved.
/// @param index Position in the chain, from 0.
/// @param from Stage left.
/// @param to Stage entered.
/// @param actor Who caused the move.
/// @param basis Submission approved, or keccak256 of the stated reason for moves without one.
/// @param evidenceRoot keccak256 of the concatenated ids of the attestations that counted, or zero.
/// @param policyVersion Version of the checkpoint policy applied, 0 for moves without one.
/// @param time Unix time, seconds.
struct Checkpoint {
    bytes32 previous;
    AssetId asset;
    uint64 index;
    Stage from;
    Stage to;
    address actor;
    bytes32 basis;
    bytes32 evidenceRoot;
    uint32 policyVersion;
    uint64 time;
}
