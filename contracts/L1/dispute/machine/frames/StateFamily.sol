// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Frame, FrameState} from "../FrameState.sol";
import {IStepFamily} from "../IStepFamily.sol";
import {Machine, MachineState} from "../MachineState.sol";
import {Pages} from "../Pages.sol";
import {ScratchAccess} from "../ScratchAccess.sol";
import {Account, StateAccess} from "../StateAccess.sol";
import {UnreservedFamily} from "../UnreservedFamily.sol";
import {FrameStep, Step} from "./FrameStep.sol";
import {StateCode} from "./StateCode.sol";
import {COLD_ACCOUNT, NEW_ACCOUNT} from "./FrameGas.sol";

/// @notice Runs the instructions that read or write accounts, one a call: BALANCE, EXTCODESIZE, EXTCODECOPY,
/// EXTCODEHASH, BLOCKHASH, SELFBALANCE and SELFDESTRUCT. Nobody owns it and nothing in it changes.
///
/// Its witness, behind the words of machine and frame: the opening of the code (Pages) that shows the instruction, the
/// words that it takes from the stack (FrameStep), of EXTCODECOPY the opening of the memory, of BLOCKHASH the
/// transaction's 640 bytes; then readings and writings as StateAccess has them, and a code whole behind its size (3).
/// @dev Source: spec/dispute.md, DISPUTE-33, DISPUTE-36, DISPUTE-38 and DISPUTE-45.
contract StateFamily is UnreservedFamily {
    using FrameStep for Step;

    /// @dev Words of a stack at most (VM-9).
    uint256 private constant _STACK = 1024;
    /// @dev Where EIP-2935 keeps the hashes of blocks, how many, and of how many BLOCKHASH tells (EXEC-31).
    uint256 private constant _HISTORY = uint160(0x0000F90827F1C53a10cb7A02335B175320002935);
    uint256 private constant _HISTORY_WINDOW = 8191;
    uint256 private constant _BLOCKS = 256;

    uint256 private constant _BALANCE = 0x31;
    uint256 private constant _EXTCODESIZE = 0x3b;
    uint256 private constant _EXTCODECOPY = 0x3c;
    uint256 private constant _EXTCODEHASH = 0x3f;
    uint256 private constant _BLOCKHASH = 0x40;
    uint256 private constant _SELFBALANCE = 0x47;
    uint256 private constant _SELFDESTRUCT = 0xff;

    /// @dev What every family that changes nothing has for an opcode that is not its own.
    uint256 private constant _FOREIGN = type(uint256).max;

    /// @inheritdoc IStepFamily
    function run(
        bytes32,
        bytes32 before,
        uint256 most,
        bytes calldata witness
    ) external pure returns (bytes32 state, uint256 done) {
        Step memory step;
        step.open(before, witness);
        if (step.machine.phase != MachineState.RUN || most == 0) return (before, 0);
        step.openFrame();
        uint256 opcode = step.opcode();
        uint256 pops = _popsOf(opcode);
        if (pops == _FOREIGN) return (before, 0);
        ++step.frame.pc;
        if (!_execute(step, opcode, pops)) step.halt();
        return (step.keep(), 1);
    }

    /// @dev Words that an instruction takes; _FOREIGN of another family's.
    function _popsOf(uint256 opcode) private pure returns (uint256) {
        if (opcode == _SELFBALANCE) return 0;
        if (opcode == _EXTCODECOPY) return 4;
        bool isOne =
            opcode == _BALANCE ||
                opcode == _EXTCODESIZE ||
                opcode == _EXTCODEHASH ||
                opcode == _BLOCKHASH ||
                opcode == _SELFDESTRUCT;
        return isOne ? 1 : _FOREIGN;
    }

    /// @return Whether the frame goes on, or has ended as the instruction says; otherwise it halts.
    function _execute(Step memory step, uint256 opcode, uint256 pops) private pure returns (bool) {
        uint256 height = step.frame.stackWords;
        if (height < pops || (pops == 0 && height == _STACK)) return false;
        uint256[] memory words = step.pop(pops);
        if (opcode == _BLOCKHASH) return _blockHash(step, words[0]);
        if (opcode == _SELFDESTRUCT) return _destroy(step, uint160(words[0]));
        if (opcode == _EXTCODECOPY) return StateCode.copy(step, words);
        if (opcode == _SELFBALANCE) return _selfBalance(step);
        return _ofAccount(step, opcode, uint160(words[0]));
    }

    /// @dev BALANCE, EXTCODESIZE and EXTCODEHASH.
    function _ofAccount(Step memory step, uint256 opcode, uint256 account) private pure returns (bool) {
        if (!StateCode.access(step, account)) return false;
        Account memory fields = StateAccess.readAccount(step.machine.state, account, step.tape);
        uint256 word = fields.balance;
        if (opcode == _EXTCODESIZE) (, word) = StateCode.read(step.tape, fields.codeHash);
        // EIP-1052: zero for an account that is empty.
        if (opcode == _EXTCODEHASH) word = StateAccess.isEmpty(fields) ? 0 : uint256(fields.codeHash);
        FrameStep.push(step.frame, word);
        return true;
    }

    function _selfBalance(Step memory step) private pure returns (bool) {
        if (!FrameStep.charge(step.frame, 5)) return false;
        Account memory fields = StateAccess.readAccount(step.machine.state, step.frame.self, step.tape);
        FrameStep.push(step.frame, fields.balance);
        return true;
    }

    /// @dev EXEC-31: of the last 256 blocks, from EIP-2935's storage.
    function _blockHash(Step memory step, uint256 number) private pure returns (bool) {
        uint256 current = step.transaction().number;
        if (!FrameStep.charge(step.frame, 20)) return false;
        uint256 word = 0;
        if (number < current && current - number <= _BLOCKS) {
            word = StateAccess.readSlot(step.machine.state, _HISTORY, number % _HISTORY_WINDOW, step.tape);
        }
        FrameStep.push(step.frame, word);
        return true;
    }

    /// @dev SELFDESTRUCT (EIP-6780).
    function _destroy(Step memory step, uint256 heir) private pure returns (bool) {
        (Machine memory machine, Frame memory frame) = (step.machine, step.frame);
        if (!FrameStep.charge(frame, 5000) || frame.kind & FrameState.STATIC != 0) return false;
        bool isWarm;
        (machine.scratch, isWarm) = ScratchAccess.warmAccount(machine.scratch, heir, step.tape);
        uint256 balance = StateAccess.readAccount(machine.state, frame.self, step.tape).balance;
        uint256 cost = isWarm ? 0 : COLD_ACCOUNT;
        if (balance != 0 && StateAccess.isEmpty(StateAccess.readAccount(machine.state, heir, step.tape))) {
            cost += NEW_ACCOUNT;
        }
        if (!FrameStep.charge(frame, cost)) return false;
        if (heir != frame.self) {
            machine.state = StateAccess.transfer(machine.state, frame.self, heir, balance, step.tape);
        }
        if (StateAccess.read(machine.scratch, ScratchAccess.createdKey(frame.self), step.tape) != 0) {
            _burn(step);
            machine.scratch = ScratchAccess.markDestroyed(machine.scratch, frame.self, step.tape);
        }
        step.end(FrameState.RETURNED, Pages.NONE, 0, 0);
        return true;
    }

    /// @dev What a destroyed account leaves to itself is gone.
    function _burn(Step memory step) private pure {
        uint256 left = StateAccess.readAccount(step.machine.state, step.frame.self, step.tape).balance;
        unchecked {
            // Modulo 2^256: all of it is taken.
            step.machine.state = StateAccess.pay(step.machine.state, step.frame.self, 0 - left, step.tape);
        }
    }
}
