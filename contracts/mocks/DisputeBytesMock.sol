// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchHeader} from "../libraries/BatchHeader.sol";
import {Rlp} from "../libraries/Rlp.sol";
import {TraceLeaf} from "../libraries/TraceLeaf.sol";
import {TraceTree} from "../libraries/TraceTree.sol";

/// @notice Makes the libraries that disputes read bytes with callable from tests.
contract DisputeBytesMock {
    using BatchHeader for bytes;

    function leafHash(TraceLeaf.Leaf calldata leaf) external pure returns (bytes32) {
        return TraceLeaf.hash(leaf);
    }

    function leafBytes(TraceLeaf.Leaf calldata leaf) external pure returns (bytes memory) {
        return TraceLeaf.encode(leaf);
    }

    function leafOf(bytes calldata data) external pure returns (TraceLeaf.Leaf memory) {
        return TraceLeaf.decode(data);
    }

    function boundary(bytes calldata header, uint256 baseFee, uint64 gasUsed) external pure returns (bytes32) {
        return TraceLeaf.hash(TraceLeaf.boundary(header.checked(), baseFee, gasUsed));
    }

    function heightOf(uint256 leaves) external pure returns (uint256) {
        return TraceTree.heightOf(leaves);
    }

    function fold(bytes32[] calldata nodes) external pure returns (bytes32) {
        return TraceTree.fold(nodes);
    }

    function rootOf(bytes32 leaf, uint256 place, bytes32[] calldata siblings) external pure returns (bytes32) {
        return TraceTree.rootOf(leaf, place, siblings);
    }

    function readList(bytes calldata data) external pure returns (bytes memory items, bytes memory rest) {
        return Rlp.readList(data);
    }

    function readString(bytes calldata data) external pure returns (bytes memory value, bytes memory rest) {
        return Rlp.readString(data);
    }

    function readInteger(bytes calldata data, uint256 size) external pure returns (uint256 integer, bytes memory rest) {
        return Rlp.readInteger(data, size);
    }

    function readFees(bytes calldata header) external pure returns (uint256 baseFee, uint64 gasUsed) {
        return Rlp.readFees(header);
    }
}
