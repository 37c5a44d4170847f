// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {StateTree} from "../../contracts/libraries/StateTree.sol";

/// The root of a few leaves, and proofs under it (spec/state.md), by the letter of the rules.
library StateProofs {
    struct Leaf {
        bytes32 key;
        bytes32 valueHash;
    }

    function rootOf(Leaf[] memory leaves) internal pure returns (bytes32) {
        return _hashOf(leaves, 0);
    }

    function prove(Leaf[] memory leaves, bytes32 key) internal pure returns (bytes memory) {
        bytes memory siblings;
        uint256 depth = 0;
        bytes memory maps = new bytes(64);
        while (leaves.length > 1) {
            uint256 own = _digitOf(key, depth);
            bytes memory listed;
            uint256 bits = 0;
            for (uint256 digit = 0; digit < 4; ++digit) {
                bytes32 hash = digit == own ? bytes32(0) : _hashOf(_childOf(leaves, depth, digit), depth + 1);
                if (hash == 0) continue;
                bits |= 1 << digit;
                listed = abi.encodePacked(listed, hash);
            }
            maps[depth / 2] = bytes1(uint8(maps[depth / 2]) | uint8(bits << (depth % 2 == 0 ? 4 : 0)));
            siblings = abi.encodePacked(listed, siblings);
            leaves = _childOf(leaves, depth, own);
            ++depth;
        }
        bytes memory head = new bytes((depth + 1) / 2);
        for (uint256 i = 0; i < head.length; ++i) head[i] = maps[i];
        if (leaves.length == 0) return abi.encodePacked(uint8(depth), uint8(0), head, siblings);
        Leaf memory last = leaves[0];
        if (last.key == key) return abi.encodePacked(uint8(depth), uint8(1), head, last.valueHash, siblings);
        return abi.encodePacked(uint8(depth), uint8(2), head, last.key, last.valueHash, siblings);
    }

    function _hashOf(Leaf[] memory leaves, uint256 level) private pure returns (bytes32) {
        if (leaves.length == 0) return 0;
        if (leaves.length == 1) return StateTree.leafHash(leaves[0].key, leaves[0].valueHash);
        bytes32[4] memory children;
        for (uint256 digit = 0; digit < 4; ++digit) {
            children[digit] = _hashOf(_childOf(leaves, level, digit), level + 1);
        }
        return StateTree.nodeHash(children);
    }

    function _childOf(Leaf[] memory leaves, uint256 level, uint256 digit) private pure returns (Leaf[] memory child) {
        uint256 count = 0;
        for (uint256 i = 0; i < leaves.length; ++i) if (_digitOf(leaves[i].key, level) == digit) ++count;
        child = new Leaf[](count);
        for (uint256 i = leaves.length; i > 0; --i) {
            if (_digitOf(leaves[i - 1].key, level) == digit) child[--count] = leaves[i - 1];
        }
    }

    function _digitOf(bytes32 key, uint256 level) private pure returns (uint256) {
        return (uint256(key) >> (254 - 2 * level)) & 3;
    }
}
