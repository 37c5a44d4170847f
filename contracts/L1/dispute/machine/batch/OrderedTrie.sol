// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RLP} from "@openzeppelin/contracts/utils/RLP.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";
import {BatchWitness} from "./BatchWitness.sol";
import {RlpWriter} from "./RlpWriter.sol";
import {StepEnds} from "./StepEnds.sol";

/// @notice Puts a value into the Merkle-Patricia trie from rlp(index) to the value at that index, of which some are
/// missing where they will be: the indices alone say where a value's leaf hangs, and no other value is shown. Source:
/// spec/dispute.md, DISPUTE-43; spec/blocks.md, BLOCK-17; Ethereum Yellow Paper, appendix D.
///
/// On a witness's tape, for each branch on the path, the lowest first:
///
/// | size | field |
/// |---|---|
/// | 2 | bit d: the branch has something under digit d; never under the path's own |
/// | 33; 1 + n | what it has, each, in ascending digits: 0xa0 and a hash; a node of n bytes shorter than a hash |
library OrderedTrie {
    using WitnessTape for Tape;

    /// @notice The nodes are not those of the trie, or it has the value already.
    error OrderedTrieRootMismatch(bytes32 expected, bytes32 actual);
    /// @notice A branch is shown with something in the path's own place.
    error OrderedTrieDigitTaken(uint256 digit, uint256 digits);
    /// @notice What a branch is said to have is neither a hash nor a short node.
    error OrderedTrieChildInvalid(uint256 prefix);

    uint256 private constant _HASH = 0xa0;
    uint256 private constant _LIST = 0xc0;
    uint256 private constant _LONG_LIST = 0xe0;

    /// @notice The root with a value more.
    /// @param root Without it.
    /// @param index Its place, below `count`.
    /// @param count How many values there will be.
    function insert(
        Tape memory tape,
        bytes32 root,
        uint256 index,
        uint256 count,
        bytes calldata value
    ) internal pure returns (bytes32) {
        (uint256 key, uint256 length) = keyOf(index);
        uint256 forks = forksOf(index, count, length);
        uint256 depth = forks == 0 ? 0 : _highest(forks) + 1;
        bytes memory before;
        bytes memory behind = _leaf(_path(key, length, depth, length, 2), value);
        while (forks != 0) {
            uint256 fork = depth - 1;
            forks ^= 1 << fork;
            depth = forks == 0 ? 0 : _highest(forks) + 1;
            uint256 digit = (key >> (4 * (length - 1 - fork))) & 15;
            (before, behind) = _branch(tape, digit, before, behind);
            if (depth == fork) continue;
            // Digits that all below have: an extension.
            bytes memory path = _path(key, length, depth, fork, 0);
            if (before.length != 0) before = _extension(path, before);
            behind = _extension(path, behind);
        }
        bytes32 actual = before.length == 0 ? StepEnds.EMPTY_TRIE : keccak256(before);
        if (actual != root) revert OrderedTrieRootMismatch(root, actual);
        return keccak256(behind);
    }

    /// @notice rlp(index), and how many digits of four bits it has.
    function keyOf(uint256 index) internal pure returns (uint256 key, uint256 length) {
        if (index == 0) return (0x80, 2);
        if (index < 0x80) return (index, 2);
        uint256 size = _highest(index) / 8 + 1;
        return (((0x80 + size) << (8 * size)) | index, 2 + 2 * size);
    }

    /// @notice Where the path to a value forks among all that there will be: bit d tells that another key has the same
    /// digits before digit d, and there another one.
    function forksOf(uint256 index, uint256 count, uint256 length) internal pure returns (uint256 forks) {
        if (count < 2) return 0;
        // Keys 0x01 … 0x7f begin with another digit than all others.
        if (index == 0) return count > 0x80 ? 3 : 1;
        (uint256 low, uint256 high, uint256 digit) = (1, 0x80, 1);
        forks = 1;
        if (index >= 0x80) {
            // 0x80 itself goes another way at the second digit.
            forks = 3;
            digit = 2;
            high = 1 << (4 * (length - 2));
            low = high == 0x100 ? 0x80 : high >> 8;
        }
        if (high > count) high = count;
        for (; digit < length; ++digit) {
            if (_hasOther(index, low, high, 4 * (length - 1 - digit))) forks |= 1 << digit;
        }
    }

    /// @dev Whether an index in low … high - 1 differs in the digit that `shift` bits are below, and in none above it.
    function _hasOther(uint256 index, uint256 low, uint256 high, uint256 shift) private pure returns (bool) {
        uint256 start = (index >> (shift + 4)) << (shift + 4);
        uint256 end = start + (16 << shift);
        if (start < low) start = low;
        if (end > high) end = high;
        return start >> shift != index >> shift || (end - 1) >> shift != index >> shift;
    }

    /// @dev A branch without and with what is on the path; without anything it is not there.
    function _branch(
        Tape memory tape,
        uint256 digit,
        bytes memory before,
        bytes memory behind
    ) private pure returns (bytes memory without, bytes memory with_) {
        uint256 digits = tape.number(2);
        if (digits & (1 << digit) != 0) revert OrderedTrieDigitTaken(digit, digits);
        bytes memory left;
        for (uint256 i = 0; i < digit; ++i) left = bytes.concat(left, _child(tape, digits, i));
        bytes memory right;
        for (uint256 i = digit + 1; i < 16; ++i) right = bytes.concat(right, _child(tape, digits, i));
        with_ = _list(bytes.concat(left, _reference(behind), right, hex"80"));
        if (before.length == 0 && digits == 0) return (without, with_);
        bytes memory own = before.length == 0 ? bytes(hex"80") : _reference(before);
        without = _list(bytes.concat(left, own, right, hex"80"));
    }

    function _child(Tape memory tape, uint256 digits, uint256 digit) private pure returns (bytes memory) {
        if (digits & (1 << digit) == 0) return hex"80";
        uint256 prefix = tape.number(1);
        if (prefix == _HASH) return bytes.concat(bytes1(uint8(prefix)), BatchWitness.take(tape, 32));
        if (prefix <= _LIST || prefix >= _LONG_LIST - 1) revert OrderedTrieChildInvalid(prefix);
        return bytes.concat(bytes1(uint8(prefix)), BatchWitness.take(tape, prefix - _LIST));
    }

    function _leaf(bytes memory path, bytes calldata value) private pure returns (bytes memory) {
        bytes memory start = bytes.concat(
            RLP.encode(path),
            RlpWriter.prefixOf(value.length, value.length == 0 ? bytes1(0) : value[0])
        );
        bytes memory list = RlpWriter.prefix(RlpWriter.LIST, start.length + value.length);
        return bytes.concat(list, start, value);
    }

    function _extension(bytes memory path, bytes memory below) private pure returns (bytes memory) {
        return _list(bytes.concat(RLP.encode(path), _reference(below)));
    }

    function _list(bytes memory items) private pure returns (bytes memory) {
        return bytes.concat(RlpWriter.prefix(RlpWriter.LIST, items.length), items);
    }

    /// @dev A node, or where it has 32 bytes or more, its hash.
    function _reference(bytes memory node) private pure returns (bytes memory) {
        return node.length < 32 ? node : bytes.concat(hex"a0", keccak256(node));
    }

    /// @dev Digits `from` … `to` - 1 as bytes: the first digit says whether their number is odd.
    /// @param flag 2 of a leaf, otherwise 0.
    function _path(
        uint256 key,
        uint256 length,
        uint256 from,
        uint256 to,
        uint256 flag
    ) private pure returns (bytes memory path) {
        uint256 digits = to - from;
        uint256 packed = (key >> (4 * (length - to))) & ((1 << (4 * digits)) - 1);
        uint256 odd = digits % 2;
        packed |= (flag + odd) << (4 * (digits + 1 - odd));
        path = abi.encodePacked(packed << (8 * (31 - digits / 2)));
        assembly ("memory-safe") {
            // The bytes stand at the word's beginning.
            mstore(path, add(div(digits, 2), 1))
        }
    }

    function _highest(uint256 bits) private pure returns (uint256 bit) {
        assembly ("memory-safe") {
            // 255 less the zeros above.
            bit := sub(255, clz(bits))
        }
    }
}
