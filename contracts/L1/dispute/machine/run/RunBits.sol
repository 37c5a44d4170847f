// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// The places of RunLayout are used in assembly, where the linter does not look.
// solhint-disable no-unused-import

import {FIRST, SECOND} from "./RunLayout.sol";
import {RunRefusal} from "./RunRefusal.sol";

/// @notice Handlers of comparisons and bits; what a handler is: RunArithmetic. Source: spec/vm.md, VM-2, VM-11.
library RunBits {
    function lt_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            mstore(s, lt(mload(sp), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function gt_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            mstore(s, gt(mload(sp), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function slt_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            mstore(s, slt(mload(sp), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function sgt_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            mstore(s, sgt(mload(sp), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function eq_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            mstore(s, eq(mload(sp), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function and_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            mstore(s, and(mload(sp), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function or_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            mstore(s, or(mload(sp), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function xor_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            mstore(s, xor(mload(sp), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function byte_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            mstore(s, byte(mload(sp), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function shl_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            mstore(s, shl(mload(sp), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function shr_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            mstore(s, shr(mload(sp), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function sar_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            mstore(s, sar(mload(sp), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function iszero_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < FIRST) return RunRefusal.missing(sp, 1);
        assembly ("memory-safe") {
            s := sp
            mstore(s, iszero(mload(sp)))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function not_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < FIRST) return RunRefusal.missing(sp, 1);
        assembly ("memory-safe") {
            s := sp
            mstore(s, not(mload(sp)))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function clz_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < FIRST) return RunRefusal.missing(sp, 1);
        assembly ("memory-safe") {
            s := sp
            mstore(s, clz(mload(sp)))
            p := add(pc_, 1)
            g := sub(gas_, 5)
        }
    }
}
