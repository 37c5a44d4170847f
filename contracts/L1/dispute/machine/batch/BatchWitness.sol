// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchHeader} from "../../../../libraries/BatchHeader.sol";
import {TraceLeaf} from "../../../../libraries/TraceLeaf.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";

/// @notice The batch's header and the leaf of the trace on a witness's tape. Source: spec/rollup.md, ROLLUP-3;
/// spec/batches.md, BATCH-18.
library BatchWitness {
    using WitnessTape for Tape;

    /// @notice The header that was shown is not the batch's.
    error BatchWitnessHeaderMismatch(bytes32 expected, bytes32 actual);
    /// @notice The leaf that was shown is not the machine's.
    error BatchWitnessLeafMismatch(bytes32 expected, bytes32 actual);

    /// @notice The next bytes.
    function take(Tape memory tape, uint256 size) internal pure returns (bytes calldata content) {
        uint256 position = tape.skip(size);
        assembly ("memory-safe") {
            content.offset := position
            content.length := size
        }
    }

    /// @notice The header of the batch that is disputed: the next 360 bytes.
    function header(Tape memory tape, bytes32 digest) internal pure returns (bytes calldata shown) {
        shown = take(tape, BatchHeader.SIZE);
        bytes32 actual = BatchHeader.digest(shown);
        if (actual != digest) revert BatchWitnessHeaderMismatch(digest, actual);
    }

    /// @notice The leaf of the machine: the next 250 bytes.
    function leaf(Tape memory tape, bytes32 expected) internal pure returns (TraceLeaf.Leaf memory) {
        bytes calldata shown = take(tape, TraceLeaf.SIZE);
        bytes32 actual = keccak256(shown);
        if (actual != expected) revert BatchWitnessLeafMismatch(expected, actual);
        return TraceLeaf.decode(shown);
    }

    /// @notice Number of the batch's last block.
    function lastBlockOf(bytes calldata shown) internal pure returns (uint256) {
        return uint256(BatchHeader.firstBlock(shown)) + BatchHeader.blocks(shown) - 1;
    }
}
