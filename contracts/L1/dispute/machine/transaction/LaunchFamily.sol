// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DisputedTransaction, Transaction} from "../DisputedTransaction.sol";
import {Frame, FrameState} from "../FrameState.sol";
import {IStepFamily} from "../IStepFamily.sol";
import {Machine, MachineState} from "../MachineState.sol";
import {Pages} from "../Pages.sol";
import {ScratchAccess} from "../ScratchAccess.sol";
import {Account, StateAccess} from "../StateAccess.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";
import {CodeWitness} from "./CodeWitness.sol";
import {CreatedAddress} from "../CreatedAddress.sol";
import {UnreservedFamily} from "../UnreservedFamily.sol";

/// @notice Phase LAUNCH: makes the transaction's own frame, or ends it at once where there is nothing to run. One step.
/// Its witness is, end to end:
///
/// | size | field |
/// |---|---|
/// | 512 | the machine's words |
/// | 640 | the transaction's words |
/// | StateAccess | what is read and written, in its order |
///
/// A call: where value goes, payer and payee, each read and written; unless it is to a precompiled contract, the
/// recipient; when that has code, the code behind three bytes of its size; when that delegates, the delegate's warmth,
/// written when it was not warm, and the delegate. A creation: the new account's warmth likewise; the account; unless
/// it is occupied, its mark of creation written, the account read and written, and value as above. Source:
/// spec/dispute.md, DISPUTE-33, DISPUTE-35, DISPUTE-39 and DISPUTE-47; spec/execution.md, EXEC-55.
contract LaunchFamily is UnreservedFamily {
    using WitnessTape for Tape;

    /// @inheritdoc IStepFamily
    function run(
        bytes32,
        bytes32 before,
        uint256 most,
        bytes calldata witness
    ) external pure returns (bytes32 state, uint256 done) {
        Machine memory machine;
        MachineState.read(machine, witness, before);
        if (machine.phase != MachineState.LAUNCH || most == 0) return (before, 0);
        Tape memory tape = WitnessTape.open(witness);
        tape.skip(MachineState.SIZE);
        Transaction memory transaction;
        DisputedTransaction.read(transaction, tape.skip(DisputedTransaction.SIZE), machine.transaction);
        if (transaction.creation == 0) _call(machine, transaction, tape);
        else _create(machine, transaction, tape);
        tape.close();
        return (MachineState.hash(machine), 1);
    }

    function _call(Machine memory machine, Transaction memory transaction, Tape memory tape) private pure {
        Frame memory frame = _firstFrame(machine, transaction);
        uint256 self = transaction.recipient;
        frame.self = self;
        frame.dataPages = transaction.raw;
        frame.dataOffset = transaction.dataOffset;
        frame.dataSize = transaction.dataSize;
        machine.state = _send(machine.state, transaction, self, tape);
        if (ScratchAccess.isPrecompile(self)) {
            _enter(machine, frame, MachineState.PRECOMPILE);
            machine.a = bytes32(self);
            return;
        }
        bytes32 codeHash = _codeToRun(machine, self, tape);
        if (codeHash == StateAccess.NO_CODE) {
            _settle(machine, FrameState.RETURNED, frame.gas);
            return;
        }
        _enter(machine, frame, MachineState.ENTER);
        machine.a = codeHash;
    }

    function _create(Machine memory machine, Transaction memory transaction, Tape memory tape) private pure {
        uint256 self = CreatedAddress.addressOf(transaction.sender, transaction.nonce);
        (machine.scratch, ) = ScratchAccess.warmAccount(machine.scratch, self, tape);
        Account memory occupant = StateAccess.readAccount(machine.state, self, tape);
        if (occupant.nonce != 0 || occupant.codeHash != StateAccess.NO_CODE) {
            _settle(machine, FrameState.HALTED, 0);
            return;
        }
        Frame memory frame = _firstFrame(machine, transaction);
        frame.kind = FrameState.CREATION;
        frame.self = self;
        frame.dataPages = Pages.NONE;
        machine.scratch = ScratchAccess.markCreated(machine.scratch, self, tape);
        Account memory account = StateAccess.readAccount(machine.state, self, tape);
        account.nonce = 1;
        machine.state = StateAccess.writeAccount(machine.state, self, account, tape);
        machine.state = _send(machine.state, transaction, self, tape);
        _enter(machine, frame, MachineState.ENTER);
        machine.b = transaction.raw;
        machine.c = bytes32(transaction.dataOffset);
        machine.d = bytes32(transaction.dataSize);
    }

    /// @dev The value to who is called.
    function _send(
        bytes32 root,
        Transaction memory transaction,
        uint256 self,
        Tape memory tape
    ) private pure returns (bytes32) {
        return StateAccess.transfer(root, transaction.sender, self, transaction.value, tape);
    }

    /// @dev Hash of the recipient's code, or of that of the account it delegates to.
    function _codeToRun(
        Machine memory machine,
        uint256 self,
        Tape memory tape
    ) private pure returns (bytes32 codeHash) {
        codeHash = StateAccess.readAccount(machine.state, self, tape).codeHash;
        if (codeHash == StateAccess.NO_CODE) return codeHash;
        (uint256 delegate, bool isDelegation) = CodeWitness.readDelegation(tape, codeHash);
        if (!isDelegation) return codeHash;
        (machine.scratch, ) = ScratchAccess.warmAccount(machine.scratch, delegate, tape);
        return StateAccess.readAccount(machine.state, delegate, tape).codeHash;
    }

    /// @dev What every first frame has; its undo is of the machine as it is (DISPUTE-35).
    function _firstFrame(
        Machine memory machine,
        Transaction memory transaction
    ) private pure returns (Frame memory frame) {
        frame.gas = transaction.gasLimit - transaction.intrinsicGas;
        frame.memoryPages = Pages.NONE;
        frame.returnPages = Pages.NONE;
        frame.caller = transaction.sender;
        frame.value = transaction.value;
        frame.undo = keccak256(
            abi.encode(machine.state, machine.scratch, machine.refund, machine.logs, machine.logBytes, machine.bloom)
        );
    }

    function _enter(Machine memory machine, Frame memory frame, uint256 phase) private pure {
        machine.phase = phase;
        machine.frame = FrameState.hash(frame);
    }

    function _settle(Machine memory machine, uint256 status, uint256 gasLeft) private pure {
        machine.phase = MachineState.SETTLE;
        machine.a = bytes32(status);
        machine.b = bytes32(gasLeft);
    }
}
