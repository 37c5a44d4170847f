// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchHeader} from "../../../../libraries/BatchHeader.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";
import {BatchWitness} from "./BatchWitness.sol";

/// @notice What is shown of a batch's data.
/// @param size Bytes of data, as the header says.
/// @param shown Elements that are shown, of calldata 1; 0 when nothing is.
/// @param whole The data, of calldata.
/// @param places Of the elements among all of the batch's blobs.
/// @param elements 32 bytes each.
struct ShownData {
    uint256 size;
    uint256 shown;
    bytes whole;
    uint256[] places;
    bytes32[] elements;
}

/// @notice Bytes of a batch's data, shown as elements of its blobs or whole, as calldata. On a witness's tape
///
/// | size | field |
/// |---|---|
/// | 1 | s: elements that are shown; of calldata 1; 0: nothing is shown, and nothing follows |
/// | 32 each | of blobs: the versioned hashes of all |
/// | 132 · s | of blobs, in ascending places: place (4: 4,096 · blob + index), element (32), commitment, proof (48) |
/// | the data's size | of calldata: the data |
///
/// Source: spec/batches.md, BATCH-1 and BATCH-2; EIP-4844.
library BatchData {
    using BatchHeader for bytes;
    using WitnessTape for Tape;

    /// @notice Calldata are shown in another form than whole.
    error BatchDataFormInvalid(uint256 expected, uint256 actual);
    /// @notice The data or the versioned hashes are not the batch's.
    error BatchDataHashMismatch(bytes32 expected, bytes32 actual);
    /// @notice The places of elements do not ascend, or lie beyond the last blob.
    error BatchDataPlaceInvalid(uint256 bound, uint256 actual);
    /// @notice The element is not what the blob has at this place.
    error BatchDataElementWrong(uint256 place, bytes32 element);
    /// @notice A step needs an element that is not shown, or the calldata.
    error BatchDataNotShown(uint256 place);

    /// @dev Elements of a blob, and bytes of data in one.
    uint256 private constant _ELEMENTS = 4096;
    uint256 private constant _BYTES = 31;
    /// @dev Commitment and proof behind an element.
    uint256 private constant _OPENING = 128;
    address private constant _POINT_EVALUATION = address(0x0a);
    /// @dev Order of the field, and a root of unity of order 4,096: 7 to the power of (order - 1) / 4,096.
    uint256 private constant _ORDER = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001;
    uint256 private constant _ROOT = 0x564c0a11a0f704f4fc3e8acfe0f8245f0ad1347b378fbf96e206da11a5d36306;

    /// @notice What the tape shows of the data of a header.
    function read(Tape memory tape, bytes calldata header) internal view returns (ShownData memory data) {
        data.size = header.dataSize();
        data.shown = tape.number(1);
        if (data.shown == 0) return data;
        if (header.dataKind() == BatchHeader.DATA_BLOBS) {
            _readElements(tape, header, data);
            return data;
        }
        if (data.shown != 1) revert BatchDataFormInvalid(1, data.shown);
        data.whole = BatchWitness.take(tape, data.size);
        _requireHash(header, keccak256(data.whole));
    }

    /// @notice The bytes from an offset on: so many, but none beyond the data's size, nor from the first element on
    /// whose first byte is not zero. Elements before those of the bytes are not looked at.
    function bytesAt(ShownData memory data, uint256 offset, uint256 most) internal pure returns (bytes memory content) {
        if (offset >= data.size) return content;
        uint256 size = most < data.size - offset ? most : data.size - offset;
        if (data.shown == 0) revert BatchDataNotShown(offset / _BYTES);
        // A word may be written at the last byte.
        content = new bytes(size + 32);
        uint256 there = size;
        if (data.places.length == 0) _copy(data.whole, offset, size, content);
        else there = _copyElements(data, offset, size, content);
        assembly ("memory-safe") {
            // It was made at least as long.
            mstore(content, there)
        }
    }

    function _copy(bytes memory whole, uint256 offset, uint256 size, bytes memory content) private pure {
        assembly ("memory-safe") {
            // Both begin with their length.
            mcopy(add(content, 32), add(add(whole, 32), offset), size)
        }
    }

    /// @return there How many bytes there are.
    function _copyElements(
        ShownData memory data,
        uint256 offset,
        uint256 size,
        bytes memory content
    ) private pure returns (uint256 there) {
        while (there < size) {
            uint256 place = (offset + there) / _BYTES;
            uint256 within = (offset + there) % _BYTES;
            uint256 element = uint256(_elementAt(data, place));
            if (element >> 248 != 0) return there;
            assembly ("memory-safe") {
                // What is behind the element's last byte is written again, or is not among the bytes.
                mstore(add(add(content, 32), there), shl(shl(3, add(within, 1)), element))
            }
            there += _BYTES - within;
        }
        return size;
    }

    function _elementAt(ShownData memory data, uint256 place) private pure returns (bytes32) {
        for (uint256 i = 0; i < data.shown; ++i) {
            if (data.places[i] == place) return data.elements[i];
        }
        revert BatchDataNotShown(place);
    }

    function _readElements(Tape memory tape, bytes calldata header, ShownData memory data) private view {
        bytes calldata hashes = BatchWitness.take(tape, 32 * uint256(header.blobs()));
        _requireHash(header, keccak256(hashes));
        data.places = new uint256[](data.shown);
        data.elements = new bytes32[](data.shown);
        uint256 end = _ELEMENTS * header.blobs();
        uint256 next = 0;
        for (uint256 i = 0; i < data.shown; ++i) {
            uint256 place = tape.number(4);
            if (place < next) revert BatchDataPlaceInvalid(next, place);
            if (place >= end) revert BatchDataPlaceInvalid(end, place);
            next = place + 1;
            uint256 blob = 32 * (place / _ELEMENTS);
            data.places[i] = place;
            data.elements[i] = _open(place, bytes32(hashes[blob:blob + 32]), BatchWitness.take(tape, _OPENING));
        }
    }

    /// @param opening Element, commitment and proof.
    function _open(uint256 place, bytes32 versionedHash, bytes calldata opening) private view returns (bytes32) {
        bytes32 element = bytes32(opening[:32]);
        // What it answers when it is right are two numbers; without the precompiled contract it is nothing.
        (bool success, bytes memory answer) = _POINT_EVALUATION.staticcall(
            bytes.concat(versionedHash, bytes32(pointOf(place % _ELEMENTS)), opening)
        );
        if (!success || answer.length != 64) revert BatchDataElementWrong(place, element);
        return element;
    }

    /// @notice Where a blob's polynomial has the value of an element: the root of unity whose exponent is the index
    /// with its twelve bits turned round.
    function pointOf(uint256 index) internal pure returns (uint256 point) {
        point = 1;
        uint256 power = _ROOT;
        for (uint256 bit = _ELEMENTS / 2; bit != 0; bit >>= 1) {
            if (index & bit != 0) point = mulmod(point, power, _ORDER);
            power = mulmod(power, power, _ORDER);
        }
    }

    function _requireHash(bytes calldata header, bytes32 actual) private pure {
        if (actual != header.dataHash()) revert BatchDataHashMismatch(header.dataHash(), actual);
    }
}
