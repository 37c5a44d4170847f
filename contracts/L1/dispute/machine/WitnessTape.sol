// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Where a witness is being read, from its first byte to its last.
/// @param position Offset in calldata of what comes next.
/// @param end Offset in calldata behind the last byte.
struct Tape {
    uint256 position;
    uint256 end;
}

/// @notice A witness that is read like a tape: each part once, in the order in which a step asks for it, so that it
/// needs
/// no places in it. Source: spec/dispute.md, DISPUTE-7.
library WitnessTape {
    /// @notice The witness ends within what is asked for.
    error WitnessTapeCut(uint256 needed, uint256 left);
    /// @notice All is read, and the witness goes on.
    error WitnessTapeTooLong(uint256 left);

    /// @notice The beginning of a witness.
    function open(bytes calldata witness) internal pure returns (Tape memory tape) {
        uint256 start;
        assembly ("memory-safe") {
            start := witness.offset
        }
        tape.position = start;
        tape.end = start + witness.length;
    }

    /// @notice Refuses a witness that goes on.
    function close(Tape memory tape) internal pure {
        if (tape.position != tape.end) revert WitnessTapeTooLong(tape.end - tape.position);
    }

    /// @notice The next word.
    function word(Tape memory tape) internal pure returns (uint256 value) {
        uint256 position = skip(tape, 32);
        assembly ("memory-safe") {
            value := calldataload(position)
        }
    }

    /// @notice The next number of so many bytes, 1 … 32.
    function number(Tape memory tape, uint256 size) internal pure returns (uint256 value) {
        uint256 position = skip(tape, size);
        assembly ("memory-safe") {
            // Its bytes stand at the word's beginning.
            value := shr(sub(256, shl(3, size)), calldataload(position))
        }
    }

    /// @notice The next bytes, behind their number.
    /// @param digits Bytes of that number.
    function part(Tape memory tape, uint256 digits) internal pure returns (bytes calldata content) {
        uint256 size = number(tape, digits);
        uint256 position = skip(tape, size);
        assembly ("memory-safe") {
            content.offset := position
            content.length := size
        }
    }

    /// @notice Goes on by so many bytes.
    /// @return position Offset in calldata of the first of them.
    function skip(Tape memory tape, uint256 size) internal pure returns (uint256 position) {
        position = tape.position;
        if (size > tape.end - position) revert WitnessTapeCut(size, tape.end - position);
        unchecked {
            tape.position = position + size;
        }
    }
}
