// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What a state root holds: proofs of presence and absence in the 4-ary tree of accounts and slots, and the
/// root after one leaf changes. Byte rules and vectors: spec/state.md (TREE rules), spec/vectors/state-tree.json; the
/// same code in TypeScript is packages/protocol/src/state.
library StateTree {
    /// @notice Levels of inner nodes at most: a key has 128 digits of two bits.
    uint256 internal constant LEVELS = 128;

    /// @dev What a path ends in (TREE-14).
    uint256 private constant _EMPTY = 0;
    uint256 private constant _OTHER = 2;
    uint256 private constant _OWN_BESIDE_LEAF = 3;
    uint256 private constant _OWN_BESIDE_NODE = 4;

    /// @dev Words of each ending, one byte each, ending 0 in the lowest.
    uint256 private constant _ENDING_WORDS = 0x05_03_02_01_00;

    /// @dev Where the parts of a proof lie.
    /// @param depth Inner nodes on the path.
    /// @param ending What the path ends in.
    /// @param words Offset of the ending's words.
    /// @param siblings Offset of the siblings, those of the last inner node first.
    struct Path {
        uint256 depth;
        uint256 ending;
        uint256 words;
        uint256 siblings;
    }

    error StateProofLengthInvalid(uint256 expected, uint256 actual);
    error StateProofDepthInvalid(uint256 maximum, uint256 actual);
    error StateProofEndingInvalid(uint256 maximum, uint256 actual);
    /// @notice A bit is set that must not be: the path's own child, or, with level = depth, the unused half byte.
    error StateProofBitmapInvalid(uint256 level, uint256 bitmap);
    error StateProofSiblingEmpty(uint256 level);
    error StateProofLeafMisplaced(bytes32 key, bytes32 leafKey);
    error StateProofSiblingsInvalid(uint256 expected, uint256 actual);
    error StateProofPreimageMismatch(bytes32 expected, bytes32 actual);
    error StateProofRootMismatch(bytes32 expected, bytes32 actual);
    /// @notice The removal of this key needs the preimage of its only sibling.
    error StateProofSiblingClosed(bytes32 key);

    /// @notice Key of an account: keccak256 of its 20 address bytes.
    function accountKey(address account) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(account));
    }

    /// @notice Key of a storage slot: keccak256(address ‖ slot).
    function slotKey(address account, bytes32 slot) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(account, slot));
    }

    /// @notice Value hash of an account: keccak256(nonce, 8 bytes ‖ balance ‖ code hash).
    /// @param balance wei
    /// @param codeHash keccak256 of the code, of no bytes for an account without code.
    function accountValueHash(uint64 nonce, uint256 balance, bytes32 codeHash) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(nonce, balance, codeHash));
    }

    /// @notice Hash of a leaf: keccak256(0x00 ‖ key ‖ value hash).
    function leafHash(bytes32 key, bytes32 valueHash) internal pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            // Above the free memory pointer, which is not advanced.
            let start := mload(0x40)
            // The byte 0x00 that tells a leaf.
            mstore8(start, 0x00)
            // The key behind it.
            mstore(add(start, 0x01), key)
            // The value hash behind the key.
            mstore(add(start, 0x21), valueHash)
            // All 65 bytes.
            hash := keccak256(start, 0x41)
        }
    }

    /// @notice Hash of an inner node: keccak256 of its four children.
    function nodeHash(bytes32[4] memory children) internal pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            // An array of fixed length has no length word: 128 bytes.
            hash := keccak256(children, 0x80)
        }
    }

    /// @notice What the state under `root` holds for `key`.
    /// @param proof Bytes of TREE-14.
    /// @return The value hash; zero when the key is absent.
    /// @dev Reverts: StateProofLengthInvalid, StateProofDepthInvalid, StateProofEndingInvalid and
    /// StateProofBitmapInvalid when the bytes are not one proof; StateProofSiblingEmpty when an empty one is listed;
    /// StateProofLeafMisplaced when the other leaf is not on the key's path; StateProofSiblingsInvalid and
    /// StateProofPreimageMismatch when the words are no preimage of the only sibling; StateProofRootMismatch.
    /// *Source:* TREE-14 to TREE-17.
    function valueHashOf(bytes32 root, bytes32 key, bytes calldata proof) internal pure returns (bytes32) {
        return _verify(root, key, proof, _parse(proof));
    }

    /// @notice The root after `key` has the value hash `valueHash`.
    /// @param valueHash Zero deletes.
    /// @param proof Proof for the key under `root`; a removal opens the leaf's only sibling.
    /// @dev Reverts: as valueHashOf; StateProofSiblingClosed. *Source:* TREE-18, TREE-19.
    function update(
        bytes32 root,
        bytes32 key,
        bytes32 valueHash,
        bytes calldata proof
    ) internal pure returns (bytes32) {
        Path memory path = _parse(proof);
        if (_verify(root, key, proof, path) == valueHash) return root;
        if (valueHash == 0) return _remove(key, proof, path);

        bytes32 child = leafHash(key, valueHash);
        if (path.ending == _OTHER) child = _split(key, child, proof, path);
        return _fold(key, proof, path, child);
    }

    function _parse(bytes calldata proof) private pure returns (Path memory path) {
        if (proof.length < 2) revert StateProofLengthInvalid(2, proof.length);
        uint256 depth = uint8(proof[0]);
        uint256 ending = uint8(proof[1]);
        if (depth > LEVELS) revert StateProofDepthInvalid(LEVELS, depth);
        if (ending > _OWN_BESIDE_NODE) revert StateProofEndingInvalid(_OWN_BESIDE_NODE, ending);

        uint256 words = 2 + (depth + 1) / 2;
        if (proof.length < words) revert StateProofLengthInvalid(words, proof.length);
        uint256 siblings = words + 32 * ((_ENDING_WORDS >> (8 * ending)) & 0xff);
        uint256 end = siblings;
        for (uint256 level = 0; level < depth; ++level) end += 32 * _countOf(_bitmapAt(proof, level));
        if (proof.length != end) revert StateProofLengthInvalid(end, proof.length);
        if (depth % 2 == 1 && _bitmapAt(proof, depth) != 0) {
            revert StateProofBitmapInvalid(depth, _bitmapAt(proof, depth));
        }
        return Path(depth, ending, words, siblings);
    }

    function _verify(
        bytes32 root,
        bytes32 key,
        bytes calldata proof,
        Path memory path
    ) private pure returns (bytes32 valueHash) {
        bytes32 child;
        if (path.ending == _OTHER) {
            bytes32 other = _word(proof, path.words);
            // A shift by 256, at the root, leaves zero: there every key is on the path.
            if (other == key || uint256(key ^ other) >> (256 - 2 * path.depth) != 0) {
                revert StateProofLeafMisplaced(key, other);
            }
            child = leafHash(other, _word(proof, path.words + 32));
        } else if (path.ending != _EMPTY) {
            valueHash = _word(proof, path.words);
            child = leafHash(key, valueHash);
            if (path.ending >= _OWN_BESIDE_LEAF) _checkSibling(proof, path);
        }
        bytes32 actual = _fold(key, proof, path, child);
        if (actual != root) revert StateProofRootMismatch(root, actual);
    }

    /// @dev The preimage given must be that of the only sibling.
    function _checkSibling(bytes calldata proof, Path memory path) private pure {
        uint256 count = _lastCount(proof, path);
        if (count != 1) revert StateProofSiblingsInvalid(1, count);
        bytes32 expected = _word(proof, path.siblings);
        bytes32 actual =
            path.ending == _OWN_BESIDE_LEAF
                ? leafHash(_word(proof, path.words + 32), _word(proof, path.words + 64))
                : keccak256(proof[path.words + 32:path.words + 160]);
        if (actual != expected) revert StateProofPreimageMismatch(expected, actual);
    }

    /// @dev Empties the leaf's place; a lone sibling that is a leaf moves up past every inner node it is alone in.
    function _remove(bytes32 key, bytes calldata proof, Path memory path) private pure returns (bytes32) {
        if (_lastCount(proof, path) != 1 || path.ending == _OWN_BESIDE_NODE) return _fold(key, proof, path, 0);
        if (path.ending != _OWN_BESIDE_LEAF) revert StateProofSiblingClosed(key);
        bytes32 lone = _word(proof, path.siblings);
        uint256 depth = path.depth - 1;
        while (depth > 0 && _bitmapAt(proof, depth - 1) == 0) --depth;
        return _fold(key, proof, Path(depth, path.ending, path.words, path.siblings + 32), lone);
    }

    /// @dev The subtree below the path that holds the new leaf and the other leaf of the proof.
    function _split(
        bytes32 key,
        bytes32 leaf,
        bytes calldata proof,
        Path memory path
    ) private pure returns (bytes32 child) {
        bytes32 other = _word(proof, path.words);
        uint256 level = path.depth;
        while (_digitOf(key, level) == _digitOf(other, level)) ++level;
        bytes32[4] memory children;
        children[_digitOf(other, level)] = leafHash(other, _word(proof, path.words + 32));
        children[_digitOf(key, level)] = leaf;
        child = nodeHash(children);
        children[_digitOf(other, level)] = 0;
        children[_digitOf(key, level)] = 0;
        // One array for all levels, however many: memory is bounded where a proof is (RunStorage).
        for (; level > path.depth; --level) {
            uint256 own = _digitOf(key, level - 1);
            children[own] = child;
            child = nodeHash(children);
            children[own] = 0;
        }
    }

    /// @dev The root that the path gives with `child` below its last inner node.
    function _fold(
        bytes32 key,
        bytes calldata proof,
        Path memory path,
        bytes32 child
    ) private pure returns (bytes32 hash) {
        uint256 at = path.siblings;
        bytes32[4] memory children;
        hash = child;
        for (uint256 level = path.depth; level > 0; --level) {
            uint256 bitmap = _bitmapAt(proof, level - 1);
            uint256 own = _digitOf(key, level - 1);
            if (bitmap & (1 << own) != 0) revert StateProofBitmapInvalid(level - 1, bitmap);
            for (uint256 digit = 0; digit < 4; ++digit) {
                children[digit] = 0;
                if (bitmap & (1 << digit) == 0) continue;
                bytes32 sibling = _word(proof, at);
                if (sibling == 0) revert StateProofSiblingEmpty(level - 1);
                children[digit] = sibling;
                at += 32;
            }
            children[own] = hash;
            hash = nodeHash(children);
        }
    }

    /// @dev Siblings in the last inner node on the path; none without one.
    function _lastCount(bytes calldata proof, Path memory path) private pure returns (uint256) {
        return path.depth == 0 ? 0 : _countOf(_bitmapAt(proof, path.depth - 1));
    }

    function _bitmapAt(bytes calldata proof, uint256 level) private pure returns (uint256) {
        return (uint256(uint8(proof[2 + level / 2])) >> (level % 2 == 0 ? 4 : 0)) & 15;
    }

    /// @dev Bits set among the lowest four.
    function _countOf(uint256 bitmap) private pure returns (uint256) {
        return (bitmap & 1) + ((bitmap >> 1) & 1) + ((bitmap >> 2) & 1) + ((bitmap >> 3) & 1);
    }

    function _digitOf(bytes32 key, uint256 level) private pure returns (uint256) {
        return (uint256(key) >> (254 - 2 * level)) & 3;
    }

    function _word(bytes calldata proof, uint256 at) private pure returns (bytes32) {
        return bytes32(proof[at:at + 32]);
    }
}
