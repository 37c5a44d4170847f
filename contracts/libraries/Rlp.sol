// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Reads RLP one item after another, in its only form: what could be written shorter is refused.
/// Source: Ethereum Yellow Paper, appendix B; the same in TypeScript: packages/protocol/src/rlp.
library Rlp {
    /// @notice Fields of a block's header since Prague.
    uint256 private constant _HEADER_FIELDS = 21;
    uint256 private constant _GAS_USED = 10;
    uint256 private constant _BASE_FEE = 15;

    error RlpTooShort(uint256 expected, uint256 actual);
    error RlpNotShortest(uint8 prefix);
    error RlpNotList(uint8 prefix);
    error RlpNotString(uint8 prefix);
    error RlpIntegerInvalid(uint256 greatest, uint256 actual);
    error RlpBytesLeft(uint256 actual);

    /// @notice The items of a list, and what is behind it.
    /// @dev Reverts: RlpTooShort, RlpNotShortest, RlpNotList.
    function readList(bytes calldata data) internal pure returns (bytes calldata items, bytes calldata rest) {
        uint8 prefix = _prefix(data);
        if (prefix < 0xc0) revert RlpNotList(prefix);
        return _split(data, prefix - 0xc0);
    }

    /// @notice The bytes of a string, and what is behind it.
    /// @dev Reverts: RlpTooShort, RlpNotShortest, RlpNotString.
    function readString(bytes calldata data) internal pure returns (bytes calldata value, bytes calldata rest) {
        uint8 prefix = _prefix(data);
        if (prefix >= 0xc0) revert RlpNotString(prefix);
        if (prefix < 0x80) return (data[:1], data[1:]);
        (value, rest) = _split(data, prefix - 0x80);
        if (value.length == 1 && uint8(value[0]) < 0x80) revert RlpNotShortest(prefix);
    }

    /// @notice An integer of at most so many bytes, and what is behind it.
    /// @param size 1 … 32.
    /// @dev Reverts: as readString; RlpIntegerInvalid when it is longer, RlpNotShortest for a zero in front.
    function readInteger(
        bytes calldata data,
        uint256 size
    ) internal pure returns (uint256 integer, bytes calldata rest) {
        bytes calldata value;
        (value, rest) = readString(data);
        if (value.length > size) revert RlpIntegerInvalid(size, value.length);
        if (value.length > 0 && value[0] == 0) revert RlpNotShortest(uint8(data[0]));
        integer = uint256(bytes32(value)) >> (256 - 8 * value.length);
    }

    /// @notice Base fee and gas used of a block, of its header's 21 fields.
    /// @dev Reverts: as readList, readString and readInteger; RlpBytesLeft behind the header or its fields.
    function readFees(bytes calldata header) internal pure returns (uint256 baseFee, uint64 gasUsed) {
        (bytes calldata fields, bytes calldata behind) = readList(header);
        for (uint256 i = 0; i < _HEADER_FIELDS; ++i) {
            uint256 integer;
            if (i == _GAS_USED) {
                (integer, fields) = readInteger(fields, 8);
                gasUsed = uint64(integer);
            } else if (i == _BASE_FEE) {
                (baseFee, fields) = readInteger(fields, 32);
            } else {
                (, fields) = readString(fields);
            }
        }
        if (fields.length + behind.length != 0) revert RlpBytesLeft(fields.length + behind.length);
    }

    /// @param length What the prefix says: the length itself up to 55, else 55 and the bytes of the length.
    function _split(
        bytes calldata data,
        uint256 length
    ) private pure returns (bytes calldata value, bytes calldata rest) {
        uint256 start = 1;
        if (length > 55) {
            start = length - 54;
            _need(data, start);
            length = uint256(bytes32(data[1:start])) >> (256 - 8 * (start - 1));
            if (length < 56 || data[1] == 0) revert RlpNotShortest(uint8(data[0]));
        }
        if (length > data.length - start) revert RlpTooShort(length, data.length - start);
        return (data[start:start + length], data[start + length:]);
    }

    function _prefix(bytes calldata data) private pure returns (uint8) {
        _need(data, 1);
        return uint8(data[0]);
    }

    function _need(bytes calldata data, uint256 size) private pure {
        if (data.length < size) revert RlpTooShort(size, data.length);
    }
}
