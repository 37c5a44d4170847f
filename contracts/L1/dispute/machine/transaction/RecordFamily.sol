// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Predeploys} from "../../../../libraries/Predeploys.sol";
import {TraceLeaf} from "../../../../libraries/TraceLeaf.sol";
import {DisputedTransaction, Transaction} from "../DisputedTransaction.sol";
import {FrameState} from "../FrameState.sol";
import {IStepFamily} from "../IStepFamily.sol";
import {Machine, MachineState} from "../MachineState.sol";
import {StateAccess} from "../StateAccess.sol";
import {UnreservedFamily} from "../UnreservedFamily.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";
import {LeafWitness} from "./LeafWitness.sol";
import {Receipt} from "./Receipt.sol";
import {ShownBytes} from "./ShownBytes.sol";

/// @notice Phase RECORD: the receipt, the messenger's slots, and the leaf behind the transaction. One step. Its witness
/// is, end to end:
///
/// | size | field |
/// |---|---|
/// | 512 | the machine's words |
/// | 640 | the transaction's words |
/// | 250 | the leaf (BATCH-18) |
/// | 256 | the bloom |
/// | word 8 | the RLP of the logs, end to end |
/// | StateAccess | of the state: the messenger's slots 0 and 1 read |
///
/// Source: spec/dispute.md, DISPUTE-32, DISPUTE-33 and DISPUTE-42; spec/batches.md, BATCH-18 and BATCH-19;
/// spec/bridge.md, BRIDGE-2.
contract RecordFamily is UnreservedFamily {
    using WitnessTape for Tape;

    /// @notice The bloom that was shown is not the machine's.
    error RecordBloomMismatch(bytes32 expected, bytes32 actual);

    /// @inheritdoc IStepFamily
    function run(
        bytes32,
        bytes32 before,
        uint256 most,
        bytes calldata witness
    ) external pure returns (bytes32 state, uint256 done) {
        Machine memory machine;
        MachineState.read(machine, witness, before);
        if (machine.phase != MachineState.RECORD || most == 0) return (before, 0);
        Tape memory tape = WitnessTape.open(witness);
        tape.skip(MachineState.SIZE);
        bytes32 leaf = TraceLeaf.hash(_record(machine, tape));
        tape.close();
        return (MachineState.end(leaf), 1);
    }

    function _record(Machine memory machine, Tape memory tape) private pure returns (TraceLeaf.Leaf memory leaf) {
        Transaction memory transaction;
        DisputedTransaction.read(transaction, tape.skip(DisputedTransaction.SIZE), machine.transaction);
        leaf = LeafWitness.read(tape, machine.leaf);
        // A block's gas, precompile calls and transactions have bounds below these widths.
        leaf.gasUsed += uint64(uint256(machine.b));
        leaf.precompileCount += uint32(machine.precompiles);
        ++leaf.transactions;
        bytes32 receipt = _receiptHash(machine, transaction.kind, leaf.gasUsed, tape);
        leaf.receipts = keccak256(abi.encodePacked(leaf.receipts, transaction.rawHash, receipt));
        uint256 messenger = uint160(Predeploys.MESSENGER);
        leaf.stateRoot = machine.state;
        leaf.messageRoot = bytes32(StateAccess.readSlot(machine.state, messenger, 0, tape));
        leaf.messageCount = uint64(StateAccess.readSlot(machine.state, messenger, 1, tape));
    }

    function _receiptHash(
        Machine memory machine,
        uint256 kind,
        uint256 gasUsed,
        Tape memory tape
    ) private pure returns (bytes32) {
        uint256 bloom = tape.skip(Receipt.BLOOM);
        uint256 logs = ShownBytes.readWhole(tape, machine.logBytes, machine.logs);
        Receipt.Fields memory fields = Receipt.Fields({
            kind: kind,
            isSuccess: uint256(machine.a) == FrameState.RETURNED,
            gasUsed: gasUsed,
            bloom: bloom,
            logs: logs,
            logBytes: machine.logBytes
        });
        (bytes32 hash, bytes32 bloomHash) = Receipt.hash(fields);
        if (bloomHash != machine.bloom) revert RecordBloomMismatch(machine.bloom, bloomHash);
        return hash;
    }
}
