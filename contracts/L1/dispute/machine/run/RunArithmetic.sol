// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// The places of RunLayout are used in assembly, where the linter does not look.
// solhint-disable no-unused-import

import {SECOND, THIRD} from "./RunLayout.sol";
import {RunRefusal} from "./RunRefusal.sol";

/// @notice Handlers of arithmetic. A handler is given the address of the topmost word, the address of the instruction
/// and the gas left, and gives the three behind it. It does not look whether the gas sufficed or the stack became too
/// high: the loop does, and what a frame that halts has done besides is never seen. Source: spec/vm.md, VM-2.
library RunArithmetic {
    function add(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            mstore(s, add(mload(sp), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function mul(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            mstore(s, mul(mload(sp), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 5)
        }
    }

    function sub_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            mstore(s, sub(mload(sp), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function div(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            mstore(s, div(mload(sp), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 5)
        }
    }

    function sdiv(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            mstore(s, sdiv(mload(sp), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 5)
        }
    }

    function mod(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            mstore(s, mod(mload(sp), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 5)
        }
    }

    function smod(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            mstore(s, smod(mload(sp), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 5)
        }
    }

    function addmod_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < THIRD) return RunRefusal.missing(sp, 3);
        assembly ("memory-safe") {
            s := sub(sp, 64)
            mstore(s, addmod(mload(sp), mload(sub(sp, 32)), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 8)
        }
    }

    function mulmod_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < THIRD) return RunRefusal.missing(sp, 3);
        assembly ("memory-safe") {
            s := sub(sp, 64)
            mstore(s, mulmod(mload(sp), mload(sub(sp, 32)), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 8)
        }
    }

    function exp_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            let exponent := mload(s)
            mstore(s, exp(mload(sp), exponent))
            p := add(pc_, 1)
            // 50 for each byte of the exponent: 32 less the whole bytes of zeros above.
            g := sub(gas_, add(10, mul(50, sub(32, shr(3, clz(exponent))))))
        }
    }

    function signextend_(
        uint256 sp,
        uint256 pc_,
        uint256 gas_
    ) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        assembly ("memory-safe") {
            s := sub(sp, 32)
            mstore(s, signextend(mload(sp), mload(s)))
            p := add(pc_, 1)
            g := sub(gas_, 5)
        }
    }
}
