// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Grammar of schema definitions: one spelling for one meaning, so that equal schemas have equal ids.
/// `field ("," field)*` with `field = type " " name`, `type = [a-z][a-z0-9]*("[]")?`, `name = [a-z][A-Za-z0-9]*`.
/// Source: spec/attestation.md, ATTEST-2.
library SchemaDefinition {
    /// @notice Whether the text is a definition.
    /// @param text UTF-8 bytes.
    /// @return isWellFormed True if the whole text is in the grammar.
    /// @return position Otherwise the byte offset of the first byte that does not fit, or the length if it ends early.
    function check(bytes calldata text) internal pure returns (bool isWellFormed, uint256 position) {
        while (true) {
            uint256 end = _skipWord(text, position, false);
            if (end == position) return (false, end);
            position = _skipBrackets(text, end);
            if (position == text.length || text[position] != " ") return (false, position);

            end = _skipWord(text, ++position, true);
            if (end == position) return (false, end);
            position = end;
            if (position == text.length) return (true, position);
            if (text[position++] != ",") return (false, position - 1);
        }
    }

    function _skipWord(bytes calldata text, uint256 start, bool allowUpper) private pure returns (uint256 end) {
        end = start;
        while (end < text.length) {
            bytes1 char = text[end];
            bool isLower = char >= "a" && char <= "z";
            bool isTail = (char >= "0" && char <= "9") || (allowUpper && char >= "A" && char <= "Z");
            if (!isLower && (end == start || !isTail)) break;
            ++end;
        }
    }

    function _skipBrackets(bytes calldata text, uint256 start) private pure returns (uint256) {
        bool isArray = text.length > start + 1 && text[start] == "[" && text[start + 1] == "]";
        return isArray ? start + 2 : start;
    }
}
