// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Frame, FrameState} from "../FrameState.sol";
import {Machine, MachineState} from "../MachineState.sol";
import {ScratchAccess} from "../ScratchAccess.sol";
import {Account, StateAccess} from "../StateAccess.sol";
import {FrameStep, Step} from "./FrameStep.sol";

/// @notice Makes frames: those of calls and creations, and a transaction's own. Source: spec/dispute.md, DISPUTE-35,
/// DISPUTE-44 and DISPUTE-47.
library Callee {
    /// @notice What undoing a frame goes back to that begins now.
    function undoOf(Machine memory machine) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    machine.state,
                    machine.scratch,
                    machine.refund,
                    machine.logs,
                    machine.logBytes,
                    machine.bloom
                )
            );
    }

    /// @notice Makes a frame the one that runs; the one that ran waits for it.
    function enter(Step memory step, Frame memory callee) internal pure {
        callee.callerFrame = FrameState.hash(step.frame);
        step.frame = callee;
    }

    /// @notice Makes the account of the frame that was just entered, gives it its value, and its init code next.
    /// @param pages Of the init code, which is a view.
    function beginCreation(Step memory step, bytes32 pages, uint256 offset, uint256 size) internal pure {
        (Machine memory machine, Frame memory frame) = (step.machine, step.frame);
        machine.scratch = ScratchAccess.markCreated(machine.scratch, frame.self, step.tape);
        Account memory created = StateAccess.readAccount(machine.state, frame.self, step.tape);
        created.nonce = 1;
        machine.state = StateAccess.writeAccount(machine.state, frame.self, created, step.tape);
        machine.state = StateAccess.transfer(machine.state, frame.caller, frame.self, frame.value, step.tape);
        FrameStep.goTo(machine, MachineState.ENTER, 0, pages, bytes32(offset), bytes32(size));
    }
}
