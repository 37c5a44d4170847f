// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// The places of RunLayout are used in assembly, where the linter does not look.
// solhint-disable no-unused-import

import {RunArithmetic} from "./RunArithmetic.sol";
import {RunBits} from "./RunBits.sol";
import {RunCopies} from "./RunCopies.sol";
import {RunEnvironment} from "./RunEnvironment.sol";
import {RunFlow} from "./RunFlow.sol";
import {TABLE} from "./RunLayout.sol";
import {RunLogs} from "./RunLogs.sol";
import {RunMemory} from "./RunMemory.sol";
import {RunStack} from "./RunStack.sol";
import {RunStorage} from "./RunStorage.sol";

/// @notice Which function runs each opcode. Source: spec/vm.md; the opcodes that are other families' are those that
/// need an account, a call or a creation.
library RunTable {
    /// @notice Lays out the table: a word for each opcode.
    function build() internal pure {
        _setAll(RunFlow.invalid_);
        _setComputation();
        _setEnvironment();
        _setMemoryAndFlow();
        _setForeign();
    }

    function _setComputation() private pure {
        _set(0x00, RunFlow.stop_);
        _set(0x01, RunArithmetic.add);
        _set(0x02, RunArithmetic.mul);
        _set(0x03, RunArithmetic.sub_);
        _set(0x04, RunArithmetic.div);
        _set(0x05, RunArithmetic.sdiv);
        _set(0x06, RunArithmetic.mod);
        _set(0x07, RunArithmetic.smod);
        _set(0x08, RunArithmetic.addmod_);
        _set(0x09, RunArithmetic.mulmod_);
        _set(0x0a, RunArithmetic.exp_);
        _set(0x0b, RunArithmetic.signextend_);
        _set(0x10, RunBits.lt_);
        _set(0x11, RunBits.gt_);
        _set(0x12, RunBits.slt_);
        _set(0x13, RunBits.sgt_);
        _set(0x14, RunBits.eq_);
        _set(0x15, RunBits.iszero_);
        _set(0x16, RunBits.and_);
        _set(0x17, RunBits.or_);
        _set(0x18, RunBits.xor_);
        _set(0x19, RunBits.not_);
        _set(0x1a, RunBits.byte_);
        _set(0x1b, RunBits.shl_);
        _set(0x1c, RunBits.shr_);
        _set(0x1d, RunBits.sar_);
        _set(0x1e, RunBits.clz_);
        _set(0x20, RunCopies.keccak256_);
    }

    function _setEnvironment() private pure {
        _set(0x30, RunEnvironment.self);
        _set(0x32, RunEnvironment.origin_);
        _set(0x33, RunEnvironment.caller_);
        _set(0x34, RunEnvironment.value);
        _set(0x35, RunCopies.callDataLoad);
        _set(0x36, RunEnvironment.dataSize);
        _set(0x37, RunCopies.callDataCopy);
        _set(0x38, RunEnvironment.codeSize);
        _set(0x39, RunCopies.codeCopy);
        _set(0x3a, RunEnvironment.gasPrice);
        _set(0x3d, RunEnvironment.returnSize);
        _set(0x3e, RunCopies.returnDataCopy);
        _set(0x41, RunEnvironment.coinbase_);
        _set(0x42, RunEnvironment.time);
        _set(0x43, RunEnvironment.number_);
        _set(0x44, RunEnvironment.zero);
        _set(0x45, RunEnvironment.gasLimit);
        _set(0x46, RunEnvironment.chainId);
        _set(0x48, RunEnvironment.baseFee);
        _set(0x49, RunEnvironment.blobHash);
        _set(0x4a, RunEnvironment.one);
    }

    function _setMemoryAndFlow() private pure {
        _set(0x50, RunStack.pop_);
        _set(0x51, RunMemory.mload_);
        _set(0x52, RunMemory.mstore_);
        _set(0x53, RunMemory.mstore8_);
        _set(0x54, RunStorage.sload_);
        _set(0x55, RunStorage.sstore_);
        _set(0x56, RunFlow.jump);
        _set(0x57, RunFlow.jumpi);
        _set(0x58, RunEnvironment.counter);
        _set(0x59, RunEnvironment.memorySize);
        _set(0x5a, RunEnvironment.gasLeft);
        _set(0x5b, RunFlow.jumpdest);
        _set(0x5c, RunStorage.tload_);
        _set(0x5d, RunStorage.tstore_);
        _set(0x5e, RunCopies.mcopy_);
        _set(0x5f, RunEnvironment.zero);
        _set(0x60, RunStack.push1);
        _set(0x61, RunStack.push2);
        _setMany(0x62, 0x7f, RunStack.push);
        _set(0x80, RunStack.dup1);
        _set(0x81, RunStack.dup2);
        _set(0x82, RunStack.dup3);
        _set(0x83, RunStack.dup4);
        _setMany(0x84, 0x8f, RunStack.dup);
        _set(0x90, RunStack.swap1);
        _set(0x91, RunStack.swap2);
        _set(0x92, RunStack.swap3);
        _setMany(0x93, 0x9f, RunStack.swap);
        _setMany(0xa0, 0xa4, RunLogs.log);
        _set(0xf3, RunFlow.return_);
        _set(0xfd, RunFlow.revert_);
    }

    function _setForeign() private pure {
        // BALANCE, EXTCODESIZE and EXTCODECOPY, EXTCODEHASH and BLOCKHASH, SELFBALANCE
        _set(0x31, RunFlow.foreign);
        _setMany(0x3b, 0x3c, RunFlow.foreign);
        _setMany(0x3f, 0x40, RunFlow.foreign);
        _set(0x47, RunFlow.foreign);
        // CREATE, CALL and CALLCODE, DELEGATECALL and CREATE2, STATICCALL, SELFDESTRUCT
        _setMany(0xf0, 0xf2, RunFlow.foreign);
        _setMany(0xf4, 0xf5, RunFlow.foreign);
        _set(0xfa, RunFlow.foreign);
        _set(0xff, RunFlow.foreign);
    }

    function _setAll(
        function(uint256, uint256, uint256) internal pure returns (uint256, uint256, uint256) handler
    ) private pure {
        assembly ("memory-safe") {
            mstore(TABLE, handler)
            // Twice as much with each copy, up to 256 words.
            for {
                let size := 32
            } lt(size, 8192) {
                size := shl(1, size)
            } {
                mcopy(add(TABLE, size), TABLE, size)
            }
        }
    }

    function _set(
        uint256 opcode,
        function(uint256, uint256, uint256) internal pure returns (uint256, uint256, uint256) handler
    ) private pure {
        assembly ("memory-safe") {
            mstore(add(TABLE, shl(5, opcode)), handler)
        }
    }

    function _setMany(
        uint256 first,
        uint256 last,
        function(uint256, uint256, uint256) internal pure returns (uint256, uint256, uint256) handler
    ) private pure {
        assembly ("memory-safe") {
            for {
                let position := add(TABLE, shl(5, first))
                let end := add(TABLE, shl(5, last))
            } iszero(gt(position, end)) {
                position := add(position, 32)
            } {
                mstore(position, handler)
            }
        }
    }
}
