// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {StateTree} from "../../../libraries/StateTree.sol";
import {Tape, WitnessTape} from "./WitnessTape.sol";

/// @notice An account, as its value hash says (TREE-2).
/// @param nonce Below 2^64.
/// @param balance wei
/// @param codeHash keccak256 of its code.
struct Account {
    uint256 nonce;
    uint256 balance;
    bytes32 codeHash;
}

/// @notice Accounts, slots and what else a root holds, read and written by proofs that come one after another on a
/// witness's tape. There
///
/// | size | field |
/// |---|---|
/// | 2 | bytes of the proof |
/// | that many | the proof of TREE-14, for the key that is read or written |
/// | 72 | when an account is read that has a leaf: nonce (8), balance (32), code hash (32) |
///
/// stands for each reading and each writing. Writing nothing where something is needs a proof that opens a lone
/// sibling.
/// Source: spec/state.md; spec/dispute.md, DISPUTE-36 and DISPUTE-38.
library StateAccess {
    using WitnessTape for Tape;

    /// @notice keccak256 of no bytes: the code hash of an account without code.
    bytes32 internal constant NO_CODE = 0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470;

    /// @notice The account that is shown has another value hash.
    error StateAccessAccountMismatch(bytes32 expected, bytes32 actual);

    /// @notice The value hash of a key; zero when it is absent.
    function read(bytes32 root, bytes32 key, Tape memory tape) internal pure returns (bytes32) {
        return StateTree.valueHashOf(root, key, tape.part(2));
    }

    /// @notice The root with another value hash; zero removes the key.
    function write(bytes32 root, bytes32 key, bytes32 valueHash, Tape memory tape) internal pure returns (bytes32) {
        return StateTree.update(root, key, valueHash, tape.part(2));
    }

    /// @notice An account; an empty one when it has no leaf.
    function readAccount(
        bytes32 root,
        uint256 account,
        Tape memory tape
    ) internal pure returns (Account memory fields) {
        bytes32 expected = read(root, accountKey(account), tape);
        fields.codeHash = NO_CODE;
        if (expected == 0) return fields;
        fields.nonce = tape.number(8);
        fields.balance = tape.word();
        fields.codeHash = bytes32(tape.word());
        bytes32 actual = valueHashOf(fields);
        if (actual != expected) revert StateAccessAccountMismatch(expected, actual);
    }

    /// @notice The root with another account; one that is empty has no leaf (DISPUTE-38).
    function writeAccount(
        bytes32 root,
        uint256 account,
        Account memory fields,
        Tape memory tape
    ) internal pure returns (bytes32) {
        return write(root, accountKey(account), isEmpty(fields) ? bytes32(0) : valueHashOf(fields), tape);
    }

    /// @notice The root after an account was given wei, modulo 2^256; nothing is read where there is nothing to give.
    function pay(bytes32 root, uint256 account, uint256 amount, Tape memory tape) internal pure returns (bytes32) {
        if (amount == 0) return root;
        Account memory fields = readAccount(root, account, tape);
        unchecked {
            fields.balance += amount;
        }
        return writeAccount(root, account, fields, tape);
    }

    /// @notice The root after wei went from one account to another, which may be the same.
    function transfer(
        bytes32 root,
        uint256 from,
        uint256 to,
        uint256 amount,
        Tape memory tape
    ) internal pure returns (bytes32) {
        unchecked {
            return pay(pay(root, from, 0 - amount, tape), to, amount, tape);
        }
    }

    /// @notice A slot's value.
    function readSlot(bytes32 root, uint256 account, uint256 slot, Tape memory tape) internal pure returns (uint256) {
        return uint256(read(root, slotKey(account, slot), tape));
    }

    /// @notice The root with another value in a slot.
    function writeSlot(
        bytes32 root,
        uint256 account,
        uint256 slot,
        uint256 value,
        Tape memory tape
    ) internal pure returns (bytes32) {
        return write(root, slotKey(account, slot), bytes32(value), tape);
    }

    /// @notice Whether an account has no leaf (DISPUTE-38).
    function isEmpty(Account memory fields) internal pure returns (bool) {
        return fields.nonce == 0 && fields.balance == 0 && fields.codeHash == NO_CODE;
    }

    function accountKey(uint256 account) internal pure returns (bytes32) {
        return StateTree.accountKey(address(uint160(account)));
    }

    function slotKey(uint256 account, uint256 slot) internal pure returns (bytes32) {
        return StateTree.slotKey(address(uint160(account)), bytes32(slot));
    }

    function valueHashOf(Account memory fields) internal pure returns (bytes32) {
        return StateTree.accountValueHash(uint64(fields.nonce), fields.balance, fields.codeHash);
    }
}
