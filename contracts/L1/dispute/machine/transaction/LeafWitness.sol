// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TraceLeaf} from "../../../../libraries/TraceLeaf.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";

/// @notice The leaf of the trace in a witness. Source: spec/batches.md, BATCH-18.
library LeafWitness {
    using WitnessTape for Tape;

    /// @notice The leaf that was shown is not the machine's.
    error LeafWitnessMismatch(bytes32 expected, bytes32 actual);

    /// @notice The tape's next 250 bytes.
    /// @dev Reverts: WitnessTapeCut, LeafWitnessMismatch.
    function read(Tape memory tape, bytes32 expected) internal pure returns (TraceLeaf.Leaf memory leaf) {
        uint256 position = tape.skip(TraceLeaf.SIZE);
        bytes calldata shown;
        assembly ("memory-safe") {
            shown.offset := position
            shown.length := 250
        }
        bytes32 actual = keccak256(shown);
        if (actual != expected) revert LeafWitnessMismatch(expected, actual);
        return TraceLeaf.decode(shown);
    }
}
