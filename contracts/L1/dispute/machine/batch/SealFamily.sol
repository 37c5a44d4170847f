// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchHeader} from "../../../../libraries/BatchHeader.sol";
import {Rlp} from "../../../../libraries/Rlp.sol";
import {TraceLeaf} from "../../../../libraries/TraceLeaf.sol";
import {IStepFamily} from "../IStepFamily.sol";
import {Machine, MachineState} from "../MachineState.sol";
import {UnreservedFamily} from "../UnreservedFamily.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";
import {BatchWitness} from "./BatchWitness.sol";
import {BlockHash} from "./BlockHash.sol";
import {ISealFamily} from "./ISealFamily.sol";
import {OrderedTrie} from "./OrderedTrie.sol";
import {StepEnds} from "./StepEnds.sol";

/// @notice Phases SEAL and CLOSE: what a block ends with. Nobody owns it and nothing in it changes. Source:
/// spec/dispute.md, DISPUTE-43; spec/batches.md, BATCH-19; spec/blocks.md, BLOCK-14, BLOCK-15, BLOCK-17 to BLOCK-21.
contract SealFamily is UnreservedFamily, ISealFamily {
    using BatchHeader for bytes;
    using WitnessTape for Tape;

    uint256 private constant _BLOOM = 256;

    /// @inheritdoc IStepFamily
    function run(
        bytes32 digest,
        bytes32 before,
        uint256 most,
        bytes calldata witness
    ) external pure returns (bytes32 state, uint256 done) {
        Machine memory machine;
        MachineState.read(machine, witness, before);
        uint256 phase = machine.phase;
        if (most == 0 || (phase != MachineState.SEAL && phase != MachineState.CLOSE)) return (before, 0);
        Tape memory tape = WitnessTape.open(witness);
        tape.skip(MachineState.SIZE);
        if (phase == MachineState.CLOSE) _close(machine, tape, digest);
        else _seal(machine, tape);
        tape.close();
        return (MachineState.hash(machine), 1);
    }

    function _seal(Machine memory machine, Tape memory tape) private pure {
        uint256 left = uint256(machine.b);
        if (left == 0) {
            machine.phase = MachineState.CLOSE;
            machine.a = 0;
            return;
        }
        TraceLeaf.Leaf memory leaf = BatchWitness.leaf(tape, machine.leaf);
        bytes32 below = bytes32(tape.word());
        bytes32 other = bytes32(tape.word());
        bytes calldata value = tape.part(3);
        bytes32 own = keccak256(value);
        bool isReceipt = left % 2 == 1;
        bytes32 actual = keccak256(isReceipt ? abi.encode(below, other, own) : abi.encode(below, own, other));
        if (actual != machine.a) revert SealFamilyReceiptMismatch(machine.a, actual);
        uint256 index = (left - 1) / 2;
        if (isReceipt) {
            machine.bloom = _union(_readBloom(tape, machine.bloom), _bloomIn(value));
            machine.d = OrderedTrie.insert(tape, machine.d, index, leaf.transactions, value);
            machine.a = below;
        } else {
            machine.c = OrderedTrie.insert(tape, machine.c, index, leaf.transactions, value);
        }
        machine.b = bytes32(left - 1);
    }

    /// @dev The block's hash, and the leaf behind it.
    function _close(Machine memory machine, Tape memory tape, bytes32 digest) private pure {
        bytes calldata header = BatchWitness.header(tape, digest);
        TraceLeaf.Leaf memory leaf = BatchWitness.leaf(tape, machine.leaf);
        bytes calldata bloom = _readBloom(tape, machine.bloom);
        leaf.lastBlock = BlockHash.compute(leaf, machine.c, machine.d, bloom);
        // What was announced and not found could not be read.
        bool isReadOn = leaf.toCome == 0 && leaf.blockNumber < BatchWitness.lastBlockOf(header);
        if (!isReadOn) leaf.dataOffset = header.dataSize();
        leaf.precompileCount = 0;
        leaf.transactions = 0;
        leaf.toCome = 0;
        leaf.receipts = 0;
        leaf.isInBlock = false;
        machine.leaf = TraceLeaf.hash(leaf);
        StepEnds.done(machine);
    }

    function _readBloom(Tape memory tape, bytes32 expected) private pure returns (bytes calldata bloom) {
        bloom = BatchWitness.take(tape, _BLOOM);
        bytes32 actual = keccak256(bloom);
        if (actual != expected) revert SealFamilyBloomMismatch(expected, actual);
    }

    /// @dev The bloom of a receipt: its third field.
    function _bloomIn(bytes calldata receipt) private pure returns (bytes calldata bloom) {
        // A type stands before the list.
        (bytes calldata fields, ) = Rlp.readList(uint8(receipt[0]) < 0xc0 ? receipt[1:] : receipt);
        (, fields) = Rlp.readString(fields);
        (, fields) = Rlp.readString(fields);
        (bloom, ) = Rlp.readString(fields);
    }

    /// @return keccak256 of the union of both.
    function _union(bytes calldata bloom, bytes calldata other) private pure returns (bytes32) {
        bytes memory united = bloom;
        for (uint256 i = 0; i < _BLOOM; i += 32) {
            assembly ("memory-safe") {
                // Eight words of each.
                let place := add(add(united, 32), i)
                mstore(place, or(mload(place), calldataload(add(other.offset, i))))
            }
        }
        return keccak256(united);
    }
}
