// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchHeader} from "../libraries/BatchHeader.sol";
import {Lane} from "../types/Lane.sol";

/// @notice Makes the batch header's library callable from tests.
contract BatchHeaderMock {
    using BatchHeader for bytes;

    struct Place {
        uint16 version;
        uint64 l1ChainId;
        address rollup;
        Lane lane;
        uint64 epoch;
        uint64 index;
        bytes32 parent;
        uint64 firstBlock;
        uint32 blocks;
        uint64 time;
    }

    struct Input {
        uint8 dataKind;
        uint8 blobs;
        uint32 dataSize;
        bytes32 dataHash;
        uint64 queueCursor;
        bytes32 queueHash;
        uint64 queueGas;
        bytes32 rules;
    }

    struct Output {
        bytes32 lastBlock;
        bytes32 stateRoot;
        bytes32 messageRoot;
        uint64 messageCount;
        uint32 steps;
        bytes32 traceRoot;
    }

    function digest(bytes calldata header) external pure returns (bytes32) {
        return header.checked().digest();
    }

    function inputHash(bytes calldata header) external pure returns (bytes32) {
        return header.checked().inputHash();
    }

    function outputHash(bytes calldata header) external pure returns (bytes32) {
        return header.checked().outputHash();
    }

    function place(bytes calldata header) external pure returns (Place memory) {
        return
            Place({
                version: header.checked().version(),
                l1ChainId: header.l1ChainId(),
                rollup: header.rollup(),
                lane: header.lane(),
                epoch: header.epoch(),
                index: header.index(),
                parent: header.parent(),
                firstBlock: header.firstBlock(),
                blocks: header.blocks(),
                time: header.time()
            });
    }

    function input(bytes calldata header) external pure returns (Input memory) {
        return
            Input({
                dataKind: header.checked().dataKind(),
                blobs: header.blobs(),
                dataSize: header.dataSize(),
                dataHash: header.dataHash(),
                queueCursor: header.queueCursor(),
                queueHash: header.queueHash(),
                queueGas: header.queueGas(),
                rules: header.rules()
            });
    }

    function output(bytes calldata header) external pure returns (Output memory) {
        return
            Output({
                lastBlock: header.checked().lastBlock(),
                stateRoot: header.stateRoot(),
                messageRoot: header.messageRoot(),
                messageCount: header.messageCount(),
                steps: header.steps(),
                traceRoot: header.traceRoot()
            });
    }
}
