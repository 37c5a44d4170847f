// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The words of a frame, in the order in which they are hashed, but for the two views, which are three words
/// each. Source: DISPUTE-35.
/// @param callerFrame keccak256 of the frame below.
/// @param kind 0 call, 1 create; 2 is added in a static frame.
/// @param depth 0 for the first.
/// @param pc Of the next instruction.
/// @param gas Left.
/// @param stack Its chain (DISPUTE-23).
/// @param stackWords How many it has.
/// @param memoryPages Its pages (DISPUTE-20).
/// @param memorySize Bytes, a multiple of 32.
/// @param code Its pages (DISPUTE-22).
/// @param codeSize Bytes.
/// @param dataPages Call data: pages, offset and size.
/// @param returnPages What the last call returned: pages, offset and size.
/// @param self Address whose storage and balance it has.
/// @param caller Address.
/// @param value wei
/// @param outputOffset Where the caller's memory wants its output.
/// @param outputSize How much of it.
/// @param undo What the frame goes back to when it fails.
struct Frame {
    bytes32 callerFrame;
    uint256 kind;
    uint256 depth;
    uint256 pc;
    uint256 gas;
    bytes32 stack;
    uint256 stackWords;
    bytes32 memoryPages;
    uint256 memorySize;
    bytes32 code;
    uint256 codeSize;
    bytes32 dataPages;
    uint256 dataOffset;
    uint256 dataSize;
    bytes32 returnPages;
    uint256 returnOffset;
    uint256 returnSize;
    uint256 self;
    uint256 caller;
    uint256 value;
    uint256 outputOffset;
    uint256 outputSize;
    bytes32 undo;
}

/// @notice Frames of the machine. Source: spec/dispute.md, DISPUTE-35.
library FrameState {
    /// @notice In `kind`: the frame runs init code.
    uint256 internal constant CREATION = 1;
    /// @notice In `kind`: the frame may not change state.
    uint256 internal constant STATIC = 2;

    /// @notice How a frame ended: word a of phase LEAVE.
    uint256 internal constant RETURNED = 0;
    uint256 internal constant REVERTED = 1;
    uint256 internal constant HALTED = 2;

    /// @notice Bytes of a frame's words.
    uint256 internal constant SIZE = 736;

    /// @notice The words that were shown are not those of the frame.
    error FrameStateMismatch(bytes32 expected, bytes32 actual);

    /// @notice What the words commit to.
    function hash(Frame memory frame) internal pure returns (bytes32 state) {
        assembly ("memory-safe") {
            // Twenty-three words lie one behind the other.
            state := keccak256(frame, 736)
        }
    }

    /// @notice Reads a frame's words from calldata, to memory that is there already.
    /// @param position Offset in calldata.
    /// @dev Reverts with FrameStateMismatch when they are not the frame's.
    function read(Frame memory frame, uint256 position, bytes32 state) internal pure {
        assembly ("memory-safe") {
            // The hash tells what lies beyond the witness's end.
            calldatacopy(frame, position, 736)
        }
        bytes32 actual = hash(frame);
        if (actual != state) revert FrameStateMismatch(state, actual);
    }
}
