// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Frame} from "../FrameState.sol";
import {Machine} from "../MachineState.sol";
import {ScratchAccess} from "../ScratchAccess.sol";
import {StateAccess} from "../StateAccess.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";
import {FrameMemory, OpenMemory} from "./FrameMemory.sol";
import {COLD_ACCOUNT, COPY_WORD, WARM_ACCESS} from "./FrameGas.sol";
import {FrameStep, Step} from "./FrameStep.sol";
import {Room} from "./Room.sol";

/// @notice Codes of accounts. On a tape a code is its size in three bytes and the code; there is none of no bytes.
library StateCode {
    using WitnessTape for Tape;

    /// @notice The code that is shown has another hash.
    error StateCodeMismatch(bytes32 expected, bytes32 actual);

    /// @dev Bytes that are copied at once at most (EXEC-21).
    uint256 private constant _REGION = 49152;

    /// @notice A code by its hash.
    /// @return offset In calldata.
    function read(Tape memory tape, bytes32 codeHash) internal pure returns (uint256 offset, uint256 size) {
        if (codeHash == StateAccess.NO_CODE) return (0, 0);
        bytes calldata code = tape.part(3);
        bytes32 actual = keccak256(code);
        if (actual != codeHash) revert StateCodeMismatch(codeHash, actual);
        assembly ("memory-safe") {
            offset := code.offset
        }
        size = code.length;
    }

    /// @notice EIP-2929: pays for one access to an account.
    /// @return Whether the frame had the gas.
    function access(Step memory step, uint256 account) internal pure returns (bool) {
        Machine memory machine = step.machine;
        bool isWarm;
        (machine.scratch, isWarm) = ScratchAccess.warmAccount(machine.scratch, account, step.tape);
        return FrameStep.charge(step.frame, isWarm ? WARM_ACCESS : COLD_ACCOUNT);
    }

    /// @notice EXTCODECOPY.
    /// @param words Address, where to, where from, size.
    function copy(Step memory step, uint256[] memory words) internal pure returns (bool) {
        Frame memory frame = step.frame;
        OpenMemory memory memory_ = FrameMemory.open(frame, step.tape);
        if (!access(step, uint160(words[0]))) return false;
        uint256 size = words[3];
        if (size > _REGION || !FrameMemory.grow(frame, memory_, words[1], size)) return false;
        if (!FrameStep.charge(frame, COPY_WORD * ((size + 31) / 32))) return false;
        if (size == 0) return true;
        bytes32 codeHash = StateAccess.readAccount(step.machine.state, uint160(words[0]), step.tape).codeHash;
        (uint256 offset, uint256 length) = read(step.tape, codeHash);
        uint256 bytes_ = Room.takeZeros(size);
        if (words[2] < length) {
            uint256 from = offset + words[2];
            uint256 count = length - words[2] < size ? length - words[2] : size;
            assembly ("memory-safe") {
                // As many as there are; zeros behind them.
                calldatacopy(bytes_, from, count)
            }
        }
        FrameMemory.write(frame, memory_, words[1], size, bytes_);
        return true;
    }
}
