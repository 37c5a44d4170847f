// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// The places of RunLayout are used in assembly, where the linter does not look.
// solhint-disable no-unused-import

import {
    CHAIN,
    CODE,
    FIRST,
    FRAME_CALLER,
    FRAME_CODE_SIZE,
    FRAME_DATA_SIZE,
    FRAME_MEMORY_SIZE,
    FRAME_RETURN_SIZE,
    FRAME_SELF,
    FRAME_VALUE,
    TRANSACTION_BASE_FEE,
    TRANSACTION_GAS_PRICE,
    TRANSACTION_NUMBER,
    TRANSACTION_OPENED,
    TRANSACTION_SENDER,
    TRANSACTION_TIME
} from "./RunLayout.sol";
import {RunRefusal} from "./RunRefusal.sol";

/// @notice Handlers that push what frame, transaction and block hold; what a handler is: RunArithmetic. Source:
/// spec/vm.md, VM-13, VM-18; spec/execution.md, EXEC-25, EXEC-30, EXEC-33, EXEC-35.
library RunEnvironment {
    /// @dev The predeploy of number 2 (EXEC-40).
    uint256 private constant _FEE_VAULT = 0x004d756e694d656e74000000000000000000000002;
    /// @dev Of a block.
    uint256 private constant _GAS_LIMIT = 240000000;

    function self(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, mload(FRAME_SELF))
            p := add(pc_, 1)
            g := sub(gas_, 2)
        }
    }

    function caller_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, mload(FRAME_CALLER))
            p := add(pc_, 1)
            g := sub(gas_, 2)
        }
    }

    function value(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, mload(FRAME_VALUE))
            p := add(pc_, 1)
            g := sub(gas_, 2)
        }
    }

    function dataSize(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, mload(FRAME_DATA_SIZE))
            p := add(pc_, 1)
            g := sub(gas_, 2)
        }
    }

    function codeSize(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, mload(FRAME_CODE_SIZE))
            p := add(pc_, 1)
            g := sub(gas_, 2)
        }
    }

    function returnSize(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, mload(FRAME_RETURN_SIZE))
            p := add(pc_, 1)
            g := sub(gas_, 2)
        }
    }

    function coinbase_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, _FEE_VAULT)
            p := add(pc_, 1)
            g := sub(gas_, 2)
        }
    }

    function zero(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, 0)
            p := add(pc_, 1)
            g := sub(gas_, 2)
        }
    }

    function gasLimit(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, _GAS_LIMIT)
            p := add(pc_, 1)
            g := sub(gas_, 2)
        }
    }

    function chainId(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, mload(CHAIN))
            p := add(pc_, 1)
            g := sub(gas_, 2)
        }
    }

    function one(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, 1)
            p := add(pc_, 1)
            g := sub(gas_, 2)
        }
    }

    function counter(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, sub(pc_, mload(CODE)))
            p := add(pc_, 1)
            g := sub(gas_, 2)
        }
    }

    function memorySize(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, mload(FRAME_MEMORY_SIZE))
            p := add(pc_, 1)
            g := sub(gas_, 2)
        }
    }

    function gasLeft(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, sub(gas_, 2))
            p := add(pc_, 1)
            g := sub(gas_, 2)
        }
    }

    function origin_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        _requireTransaction();
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, mload(TRANSACTION_SENDER))
            p := add(pc_, 1)
            g := sub(gas_, 2)
        }
    }

    function gasPrice(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        _requireTransaction();
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, mload(TRANSACTION_GAS_PRICE))
            p := add(pc_, 1)
            g := sub(gas_, 2)
        }
    }

    function time(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        _requireTransaction();
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, mload(TRANSACTION_TIME))
            p := add(pc_, 1)
            g := sub(gas_, 2)
        }
    }

    function number_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        _requireTransaction();
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, mload(TRANSACTION_NUMBER))
            p := add(pc_, 1)
            g := sub(gas_, 2)
        }
    }

    function baseFee(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        _requireTransaction();
        assembly ("memory-safe") {
            s := add(sp, 32)
            mstore(s, mload(TRANSACTION_BASE_FEE))
            p := add(pc_, 1)
            g := sub(gas_, 2)
        }
    }

    function blobHash(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < FIRST) return RunRefusal.missing(sp, 1);
        assembly ("memory-safe") {
            s := sp
            mstore(s, 0)
            p := add(pc_, 1)
            g := sub(gas_, 3)
        }
    }

    function _requireTransaction() private pure {
        uint256 opened;
        assembly ("memory-safe") {
            opened := mload(TRANSACTION_OPENED)
        }
        if (opened == 0) revert RunRefusal.RunTransactionNotShown();
    }
}
