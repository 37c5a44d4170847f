// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TraceLeaf} from "../../../../libraries/TraceLeaf.sol";
import {Machine, MachineState} from "../MachineState.sol";

/// @notice How steps of the trace and blocks end. Source: spec/dispute.md, DISPUTE-32, DISPUTE-40, DISPUTE-41.
library StepEnds {
    /// @notice Root of a trie of no values: keccak256(0x80).
    bytes32 internal constant EMPTY_TRIE = 0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421;
    /// @notice keccak256 of a bloom that has no bit set: 256 zeros.
    bytes32 internal constant EMPTY_BLOOM = 0xd397b3b043d87fcd6fad1291ff0bfd16401c274896d8c63a923727f077b8e0b5;

    /// @notice The step of the trace is over, with the machine's leaf.
    function done(Machine memory machine) internal pure {
        bytes32 leaf = machine.leaf;
        assembly ("memory-safe") {
            // All sixteen words.
            calldatacopy(machine, calldatasize(), 512)
        }
        machine.phase = MachineState.DONE;
        machine.leaf = leaf;
    }

    /// @notice The block is over: phase SEAL begins with all that it has.
    function seal(Machine memory machine, TraceLeaf.Leaf memory leaf) internal pure {
        machine.phase = MachineState.SEAL;
        machine.bloom = EMPTY_BLOOM;
        machine.a = leaf.receipts;
        machine.b = bytes32(2 * uint256(leaf.transactions));
        machine.c = EMPTY_TRIE;
        machine.d = EMPTY_TRIE;
    }
}
