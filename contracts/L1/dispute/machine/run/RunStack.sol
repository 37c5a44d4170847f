// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// The places of RunLayout are used in assembly, where the linter does not look.
// solhint-disable no-unused-import

import {Pages} from "../Pages.sol";
import {CODE, CODE_SHOWN, FIRST, FOURTH, FRAME_CODE_SIZE, SECOND, THIRD} from "./RunLayout.sol";
import {RunRefusal} from "./RunRefusal.sol";

/// @notice Handlers of the stack; what a handler is: RunArithmetic. Frequent ones are written out. Source: spec/vm.md,
/// VM-1, VM-8, VM-9.
library RunStack {
    /// @dev An address's place in its page: the code begins at a multiple of a page.
    uint256 private constant _IN_PAGE = 1023;

    function pop_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < FIRST) return RunRefusal.missing(sp, 1);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            p := add(pc_, 1)
            g := sub(gas_, 2)
        }
    }

    function dup1(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < FIRST) return RunRefusal.missing(sp, 1);
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, mload(sp))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function dup2(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, mload(sub(sp, 32)))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function dup3(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < THIRD) return RunRefusal.missing(sp, 3);
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, mload(sub(sp, 64)))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function dup4(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < FOURTH) return RunRefusal.missing(sp, 4);
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, mload(sub(sp, 96)))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    /// @notice DUP5 to DUP16.
    function dup(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        uint256 from;
        assembly ("memory-safe") {
            // DUP1 is 0x80.
            from := sub(sp, shl(5, sub(byte(0, mload(pc_)), 0x80)))
        }
        if (from < FIRST) return RunRefusal.missing(sp, 1 + (sp - from) / 32);
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, mload(from))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function swap1(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            let word := mload(sp)
            let with := sub(sp, 32)
            mstore(sp, mload(with))
            mstore(with, word)
            s := sp
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function swap2(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < THIRD) return RunRefusal.missing(sp, 3);
        assembly ("memory-safe") {
            let word := mload(sp)
            let with := sub(sp, 64)
            mstore(sp, mload(with))
            mstore(with, word)
            s := sp
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function swap3(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < FOURTH) return RunRefusal.missing(sp, 4);
        assembly ("memory-safe") {
            let word := mload(sp)
            let with := sub(sp, 96)
            mstore(sp, mload(with))
            mstore(with, word)
            s := sp
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    /// @notice SWAP4 to SWAP16.
    function swap(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        uint256 with;
        assembly ("memory-safe") {
            // SWAP1 is 0x90.
            with := sub(sp, shl(5, sub(byte(0, mload(pc_)), 0x8f)))
        }
        if (with < FIRST) return RunRefusal.missing(sp, 1 + (sp - with) / 32);
        assembly ("memory-safe") {
            let word := mload(sp)
            mstore(sp, mload(with))
            mstore(with, word)
            s := sp
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function push1(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (pc_ & _IN_PAGE == _IN_PAGE) _requireNextPage(pc_, 1);
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, byte(1, mload(pc_)))
            p := add(pc_, 2)
            g := sub(gas_, 3)
        }
    }

    function push2(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (pc_ & _IN_PAGE > _IN_PAGE - 2) _requireNextPage(pc_, 2);
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, and(shr(232, mload(pc_)), 0xffff))
            p := add(pc_, 3)
            g := sub(gas_, 3)
        }
    }

    /// @notice PUSH3 to PUSH32.
    function push(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        uint256 count;
        assembly ("memory-safe") {
            // PUSH0 is 0x5f.
            count := sub(byte(0, mload(pc_)), 0x5f)
        }
        if ((pc_ & _IN_PAGE) + count > _IN_PAGE) _requireNextPage(pc_, count);
        assembly ("memory-safe") {
            s := add(sp, 32)
            p := add(pc_, 1)
            // 256 bits less eight for each byte.
            mstore(s, shr(sub(256, shl(3, count)), mload(p)))
            p := add(p, count)
            g := sub(gas_, 3)
        }
    }

    /// @dev The bytes behind a PUSH lie in the next page: it must be shown, if the code has it.
    function _requireNextPage(uint256 pc_, uint256 count) private pure {
        uint256 code;
        uint256 size;
        uint256 shown;
        assembly ("memory-safe") {
            code := mload(CODE)
            size := mload(FRAME_CODE_SIZE)
            shown := mload(CODE_SHOWN)
        }
        uint256 page = (pc_ + count - code) / Pages.SIZE;
        if (page * Pages.SIZE < size) RunRefusal.requireCode(1 << page, shown);
    }
}
