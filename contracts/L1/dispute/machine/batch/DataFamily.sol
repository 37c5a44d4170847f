// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchHeader} from "../../../../libraries/BatchHeader.sol";
import {TraceLeaf} from "../../../../libraries/TraceLeaf.sol";
import {IStepFamily} from "../IStepFamily.sol";
import {Machine, MachineState} from "../MachineState.sol";
import {Pages} from "../Pages.sol";
import {UnreservedFamily} from "../UnreservedFamily.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";
import {BatchWitness} from "./BatchWitness.sol";
import {BuildStep} from "./BuildStep.sol";
import {IDataFamily} from "./IDataFamily.sol";
import {OpenStep} from "./OpenStep.sol";
import {ReadStep} from "./ReadStep.sol";
import {StepEnds} from "./StepEnds.sol";

/// @notice Phases BEGIN, OPEN, READ and BUILD: what the batch's data say. Nobody owns it and nothing in it changes.
/// Source: spec/dispute.md, DISPUTE-40 to DISPUTE-42.
/// @dev It calls the precompiled contract of point evaluations alone, whose failure is a witness refused.
contract DataFamily is UnreservedFamily, IDataFamily {
    using BatchHeader for bytes;
    using WitnessTape for Tape;

    /// @dev Of the lane's chain.
    uint256 private immutable _CHAIN_ID;

    constructor(uint256 chainId) {
        _CHAIN_ID = chainId;
    }

    /// @inheritdoc IStepFamily
    function run(
        bytes32 digest,
        bytes32 before,
        uint256 most,
        bytes calldata witness
    ) external view returns (bytes32 state, uint256 done) {
        Machine memory machine;
        MachineState.read(machine, witness, before);
        uint256 phase = machine.phase;
        if (most == 0 || phase == MachineState.ITEM || phase > MachineState.BUILD) return (before, 0);
        Tape memory tape = WitnessTape.open(witness);
        tape.skip(MachineState.SIZE);
        bytes calldata header = BatchWitness.header(tape, digest);
        if (phase == MachineState.BEGIN) _begin(machine, tape, header);
        else if (phase == MachineState.OPEN) OpenStep.step(machine, tape, header);
        else if (phase == MachineState.READ) ReadStep.step(machine, tape, header);
        else BuildStep.step(machine, tape, header, _CHAIN_ID);
        tape.close();
        return (MachineState.hash(machine), 1);
    }

    /// @dev DISPUTE-40.
    function _begin(Machine memory machine, Tape memory tape, bytes calldata header) private pure {
        TraceLeaf.Leaf memory leaf = BatchWitness.leaf(tape, machine.leaf);
        if (!leaf.isInBlock) {
            // Behind the batch's last block there is nothing: the state is followed by itself.
            if (leaf.blockNumber < BatchWitness.lastBlockOf(header)) machine.phase = MachineState.OPEN;
        } else if (leaf.blockNumber == header.firstBlock() && leaf.queueCursor < header.queueCursor()) {
            machine.phase = MachineState.ITEM;
        } else if (leaf.toCome != 0) {
            machine.phase = MachineState.READ;
            machine.a = bytes32(uint256(leaf.dataOffset));
            machine.c = Pages.NONE;
        } else {
            StepEnds.seal(machine, leaf);
        }
    }
}
