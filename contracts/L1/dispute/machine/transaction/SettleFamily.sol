// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Predeploys} from "../../../../libraries/Predeploys.sol";
import {DisputedTransaction, Transaction} from "../DisputedTransaction.sol";
import {IStepFamily} from "../IStepFamily.sol";
import {Machine, MachineState} from "../MachineState.sol";
import {ScratchAccess} from "../ScratchAccess.sol";
import {Account, StateAccess} from "../StateAccess.sol";
import {UnreservedFamily} from "../UnreservedFamily.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";
import {WordChain} from "../WordChain.sol";

/// @notice Phases SETTLE and CLEAR: refunds and fees, and what is left of accounts that were created and destroyed. One
/// step each. Its witness is, end to end:
///
/// | size | field |
/// |---|---|
/// | 512 | the machine's words |
/// | 640 | in SETTLE the transaction's words |
/// | StateAccess | what is read and written, in its order |
///
/// SETTLE: sender and fee vault, each read and written where it is given something; the list of destroyed accounts in
/// the scratch tree. CLEAR, with an account left: 64 bytes, which are the list of accounts without the last, and the
/// last; then its list of slots read; or its account removed; or 64 bytes of the list of slots, and the slot removed.
/// Source: spec/dispute.md, DISPUTE-33, DISPUTE-36, DISPUTE-39 and DISPUTE-46; spec/execution.md, EXEC-33, EXEC-51 and
/// EXEC-54.
contract SettleFamily is UnreservedFamily {
    using WitnessTape for Tape;

    /// @dev At most one part in so many of the gas used is refunded (EIP-3529).
    uint256 private constant _REFUND_QUOTIENT = 5;
    /// @dev The list of slots of an account that got none.
    bytes32 private constant _NO_SLOTS = bytes32(uint256(1));

    /// @notice The words that were shown are not the list.
    error SettleListMismatch(bytes32 expected, bytes32 actual);

    /// @inheritdoc IStepFamily
    function run(
        bytes32,
        bytes32 before,
        uint256 most,
        bytes calldata witness
    ) external pure returns (bytes32 state, uint256 done) {
        Machine memory machine;
        MachineState.read(machine, witness, before);
        bool isSettle = machine.phase == MachineState.SETTLE;
        if ((!isSettle && machine.phase != MachineState.CLEAR) || most == 0) return (before, 0);
        Tape memory tape = WitnessTape.open(witness);
        tape.skip(MachineState.SIZE);
        if (isSettle) _settle(machine, tape);
        else _clear(machine, tape);
        tape.close();
        return (MachineState.hash(machine), 1);
    }

    function _settle(Machine memory machine, Tape memory tape) private pure {
        Transaction memory transaction;
        DisputedTransaction.read(transaction, tape.skip(DisputedTransaction.SIZE), machine.transaction);
        uint256 gasUsed = _gasUsed(machine, transaction);
        uint256 gasPrice = transaction.gasPrice;
        bytes32 root = machine.state;
        root = StateAccess.pay(root, transaction.sender, gasPrice * (transaction.gasLimit - gasUsed), tape);
        machine.state = StateAccess.pay(root, uint160(Predeploys.FEE_VAULT), gasPrice * gasUsed, tape);
        machine.phase = MachineState.CLEAR;
        machine.b = bytes32(gasUsed);
        machine.c = StateAccess.read(machine.scratch, ScratchAccess.DESTROYED_LIST, tape);
    }

    /// @dev What was spent less the refund, the floor at least. A refund below zero, which no transaction ends with, is
    /// added, as numbers go.
    function _gasUsed(Machine memory machine, Transaction memory transaction) private pure returns (uint256 used) {
        uint256 spent = transaction.gasLimit - uint256(machine.b);
        uint256 refund = spent / _REFUND_QUOTIENT;
        if (int256(machine.refund) < int256(refund)) {
            unchecked {
                // Modulo 2^256, as the refund is.
                used = spent - machine.refund;
            }
        } else {
            used = spent - refund;
        }
        if (used < transaction.floorGas) used = transaction.floorGas;
    }

    /// @dev Of the last account left: takes up its slots, or removes the last of them, or the account.
    function _clear(Machine memory machine, Tape memory tape) private pure {
        if (machine.c == 0) {
            machine.phase = MachineState.RECORD;
            machine.d = 0;
            return;
        }
        (bytes32 before, uint256 account) = _last(machine.c, tape);
        account = uint160(account);
        if (machine.d == 0) {
            machine.d = StateAccess.read(machine.scratch, ScratchAccess.createdKey(account), tape);
        } else if (machine.d == _NO_SLOTS) {
            Account memory nothing = Account(0, 0, StateAccess.NO_CODE);
            machine.state = StateAccess.writeAccount(machine.state, account, nothing, tape);
            machine.c = before;
            machine.d = 0;
        } else {
            uint256 slot;
            (machine.d, slot) = _last(machine.d, tape);
            machine.state = StateAccess.writeSlot(machine.state, account, slot, 0, tape);
        }
    }

    /// @dev The last word of a list, and the list before it.
    function _last(bytes32 list, Tape memory tape) private pure returns (bytes32 before, uint256 word) {
        before = bytes32(tape.word());
        word = tape.word();
        bytes32 actual = WordChain.append(before, word);
        if (actual != list) revert SettleListMismatch(list, actual);
    }
}
