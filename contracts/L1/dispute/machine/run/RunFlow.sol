// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// The places of RunLayout are used in assembly, where the linter does not look.
// solhint-disable no-unused-import

import {Pages} from "../Pages.sol";
import {
    CODE,
    CODE_JUMPS,
    CODE_SHOWN,
    FIRST,
    FOREIGN,
    FRAME_CODE_SIZE,
    HALTED,
    OUTPUT_OFFSET,
    OUTPUT_SIZE,
    RETURNED,
    REVERTED,
    SECOND
} from "./RunLayout.sol";
import {RunMemory} from "./RunMemory.sol";
import {RunRefusal} from "./RunRefusal.sol";

/// @notice Handlers of jumps and of a frame's ends; what a handler is: RunArithmetic. Source: spec/vm.md, VM-8, VM-11,
/// VM-12, VM-14, VM-15.
library RunFlow {
    /// @dev Bytes that RETURN and REVERT may name: the memory's limit is the only one.
    uint256 private constant _UNBOUNDED = 131072;

    function jump(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < FIRST) return RunRefusal.missing(sp, 1);
        uint256 allowed;
        assembly ("memory-safe") {
            let to := mload(sp)
            // The destination's bit, moved to the top of the word that its byte begins.
            allowed := lt(to, mload(FRAME_CODE_SIZE))
            if allowed {
                allowed := shr(255, shl(and(to, 7), mload(add(mload(CODE_JUMPS), shr(3, to)))))
            }
            s := sub(sp, 32)
            p := add(mload(CODE), to)
            g := sub(gas_, 8)
        }
        if (allowed == 0) return _refuseJump(sp, pc_, gas_);
    }

    function jumpi(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        uint256 allowed;
        assembly ("memory-safe") {
            s := sub(sp, 64)
            g := sub(gas_, 10)
            switch mload(sub(sp, 32))
            case 0 {
                p := add(pc_, 1)
                allowed := 1
            }
            default {
                // As in `jump`.
                let to := mload(sp)
                allowed := lt(to, mload(FRAME_CODE_SIZE))
                if allowed {
                    allowed := shr(255, shl(and(to, 7), mload(add(mload(CODE_JUMPS), shr(3, to)))))
                }
                p := add(mload(CODE), to)
            }
        }
        if (allowed == 0) return _refuseJump(sp, pc_, gas_);
    }

    function jumpdest(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        assembly ("memory-safe") {
            s := sp
            p := add(pc_, 1)
            g := sub(gas_, 1)
        }
    }

    /// @notice STOP, and what pages of code that are not shown look like.
    function stop_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256, uint256, uint256) {
        uint256 position;
        uint256 size;
        assembly ("memory-safe") {
            position := sub(pc_, mload(CODE))
            size := mload(FRAME_CODE_SIZE)
        }
        if (position < size) _requirePage(position);
        return (sp, RETURNED, gas_);
    }

    function return_(uint256 sp, uint256, uint256 gas_) internal pure returns (uint256, uint256, uint256) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        return (sp, RETURNED, _output(sp, gas_));
    }

    function revert_(uint256 sp, uint256, uint256 gas_) internal pure returns (uint256, uint256, uint256) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        return (sp, REVERTED, _output(sp, gas_));
    }

    /// @notice INVALID, and every opcode that is not known.
    function invalid_(uint256 sp, uint256, uint256 gas_) internal pure returns (uint256, uint256, uint256) {
        return (sp, HALTED, gas_);
    }

    /// @notice An instruction that is another family's.
    function foreign(uint256 sp, uint256, uint256 gas_) internal pure returns (uint256, uint256, uint256) {
        return (sp, FOREIGN, gas_);
    }

    /// @dev A destination that is none halts; one in a page that is not shown is not known.
    function _refuseJump(uint256 sp, uint256, uint256 gas_) private pure returns (uint256, uint256, uint256) {
        uint256 to;
        uint256 size;
        assembly ("memory-safe") {
            to := mload(sp)
            size := mload(FRAME_CODE_SIZE)
        }
        if (to < size) _requirePage(to);
        return (sp, HALTED, gas_);
    }

    function _output(uint256 sp, uint256 gas_) private pure returns (uint256 left) {
        uint256 offset;
        uint256 size;
        assembly ("memory-safe") {
            offset := mload(sp)
            size := mload(sub(sp, 32))
            mstore(OUTPUT_OFFSET, offset)
            mstore(OUTPUT_SIZE, size)
        }
        left = RunMemory.grow(offset, size, _UNBOUNDED, gas_);
    }

    /// @dev The page of a byte that the code has.
    function _requirePage(uint256 position) private pure {
        uint256 shown;
        assembly ("memory-safe") {
            shown := mload(CODE_SHOWN)
        }
        RunRefusal.requireCode(1 << (position / Pages.SIZE), shown);
    }
}
