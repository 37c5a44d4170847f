// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IStepFamily} from "../IStepFamily.sol";
import {MachineState} from "../MachineState.sol";
import {UnreservedFamily} from "../UnreservedFamily.sol";
import {CallDecision} from "./CallDecision.sol";
import {CallDraft} from "./CallDraft.sol";
import {FrameStep, Step} from "./FrameStep.sol";

/// @notice Runs the two steps of a call or a creation, one a call: phase RUN's CALL, CALLCODE, DELEGATECALL,
/// STATICCALL,
/// CREATE and CREATE2, and phase CALL. Nobody owns it and nothing in it changes.
///
/// Its witness, behind the words of machine and frame: in phase RUN the opening of the code (Pages) that shows the
/// instruction, the words that it takes from the stack (FrameStep) and the opening of the memory, of which no page need
/// be shown; in phase CALL the draft's words, then readings and writings as StateAccess has them, codes as StateCode
/// has
/// them, and of CREATE2 the opening of the init code's pages.
/// @dev Source: spec/dispute.md, DISPUTE-33, DISPUTE-44 and DISPUTE-45.
contract CallFamily is UnreservedFamily {
    using FrameStep for Step;

    /// @inheritdoc IStepFamily
    function run(
        bytes32,
        bytes32 before,
        uint256 most,
        bytes calldata witness
    ) external pure returns (bytes32 state, uint256 done) {
        Step memory step;
        step.open(before, witness);
        uint256 phase = step.machine.phase;
        if (most == 0 || (phase != MachineState.RUN && phase != MachineState.CALL)) return (before, 0);
        step.openFrame();
        if (phase == MachineState.CALL) {
            CallDecision.decide(step);
        } else {
            uint256 opcode = step.opcode();
            if (!CallDraft.isOwn(opcode)) return (before, 0);
            ++step.frame.pc;
            if (!CallDraft.make(step, opcode)) step.halt();
        }
        return (step.keep(), 1);
    }
}
