// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Lane} from "../types/Lane.sol";
import {Message} from "../types/Message.sol";

/// @notice The append-only tree of messages to L1, 40 levels high. Source: spec/bridge.md, BRIDGE-1 to BRIDGE-3;
/// vectors: spec/vectors/message-tree.json; the same in TypeScript: packages/protocol/src/messages.
library MessageTree {
    /// @notice Levels of inner nodes.
    uint256 internal constant LEVELS = 40;
    /// @notice Messages at most: the last place stays free, so that every count has a branch.
    uint256 internal constant CAPACITY = (1 << LEVELS) - 1;
    /// @notice The root of the tree without messages.
    bytes32 internal constant EMPTY_ROOT = 0x823a8bcce6715a9244cc3a24e801f4a6d30ae32503eb017a568d015e75d1c44e;

    /// @dev The absent subtree of each level, from the leaf's on: zero, then the node of two of the one before.
    bytes private constant _EMPTY =
        hex"0000000000000000000000000000000000000000000000000000000000000000"
        hex"c07a1e8b7e0057673fdc2affe190d8a960c5fe615663f27b7ce84f3d93ef92a6"
        hex"fd47517474a597637d54038a0663d1d03b931b238de06b73e3c12cf443de6e8d"
        hex"47a8f5e8fa70be2760378067c9c6d410dd96be07820b4230c11254c7ff10c298"
        hex"aed19ca4bfe2365b1b33fa94744cd0c6a2d550506c7e7efc073879cb79459b9a"
        hex"6e6998a7da8b2db5c98eb853099d8caec63797b5283b7dac37b2ffb630a86e24"
        hex"181c19735bff23b55bc295fc0b60c1c5c7288209b261a08e26924598ce72404e"
        hex"ecb408b290ab2920e63611ef1e8ca964aebb66ea5739f19d24b92094f28e44f8"
        hex"294bf9785e1391d24d52abf915636a73bdaa12ed29e85e21dae14c09d0f2e34b"
        hex"cf7e37a934683edec795e3529db8fac0863519c2419ba24c0f6e4efa86ec7d1a"
        hex"72ce48cca9bc743fed84a0bdc00ad2c5b540323849c982f671a9bd8d52d15719"
        hex"0e2d7d0b695fdcd9dc6c54313ae652218375c3358d34ade3dcc49dda05c0db10"
        hex"a0a786a71d24007a23f5ce21e6997a305baeefaf348937a8b74974cb039c10c8"
        hex"0628cb6496193e6a55ece4a8240384e142273eeb9cc4bdae680f971fd1929f10"
        hex"2c3b833a3ca9d6f02055871655dd18f003a279f84a334bf6050899a9bc1cedc3"
        hex"1a6c5e9fd899efca64c2aca6243434b423d791f92a839c0c92ce0a5a51a07234"
        hex"a9942b0fabdf9bf32241f8245eb26737ffbd91822ac484ae857fc35d21fb652f"
        hex"7e4206a110a8721cc68455c35400b056251398dfcf98b04aeee19549bfd2122f"
        hex"bfb429bfebb3aa270012d8063896d205bfd8ce116e4a304335bd59e9471f9fcc"
        hex"e22fa8fff28cfb1f3664382ced6d3f1d634ef2851c10b1dce18c57c957985bf9"
        hex"d29bf231e30afb5cd1bc01d214e905c60c87533bf967a94877b3843bb0bdef5d"
        hex"146d57f70bcb580465116619359a35ece364f17e8d56524b5eee8bf6b8ebfdf6"
        hex"cdbc0759e847f96beb000c3cc51e30f8b2ccac5dcc5c409fea938a3345f8b603"
        hex"86e4b0792326c35995f1563b0d8f99fc38b0348a356e149c04b2783d5bd4cfb8"
        hex"45965170d4d5afdbc7dd54ef3beb044e3a61bdc1a96a4d31beaaee6b75a3f063"
        hex"b4603e46f0de988e62ff27b69f4d393a18f5ed31ea265fee69e73dc4eeddc902"
        hex"b394b29ffe4175348b892c892e0eee5e565c83ebbe247de17cd9bf999d75d2b7"
        hex"ad44e31db4754e01afbb20b8aceb34ce5ef195a9701a7115326091c4fedb5a44"
        hex"0bf2ca8aa236c35d3e7bd0ba97c8e772194462c90b5bb6caea4774e4100e95ef"
        hex"de0aa4f414066517b910862d802e616c418bf24150940c3b74b46e6a4e84b15a"
        hex"5368cf00e43190f04a959a2bfd87d648b02bb4494a00b755c1198da350e04cdb"
        hex"223c1c9f16dfa65bdc98bd2ff419b6f1c47596c3f1eed71c5a3d3c2a3c33f99b"
        hex"7c1d0e8a93ea9c09cc13b91ead8f72de66a33cb695c30934dc2d75bffac1248e"
        hex"84a5ab13be872cab2b2f255f8bf8c31afede9a2132358af739d6ff5b3d3aba8a"
        hex"7b70a898984258b3a577e2a4f6567485f24ade265b5dc9cdb0b6760717e15c96"
        hex"f97bd2266414b0c1cfd6865b52489a9dc155de0e4b3c2e33b893ea00297e2091"
        hex"928b8aede9f36ae1545d41045217da1a914002fe495eda4a346321ff72f7de75"
        hex"d6a170a7ceb2d7c532b3d67f384e917c93a833dd68901df8f111dd1ea4313109"
        hex"8a51e6a5d37f725795d995a22ba1ae9dc23bee4f8f5b280fa15a38fb31d68d99"
        hex"8e6bf8242229c66c52f0f0952a580ef685a054b75cd845d7e2314142e0773ac4";

    error MessageTreePathInvalid(uint256 levels, uint64 place);

    /// @notice The leaf of a message. Source: BRIDGE-1.
    function leafOf(Message calldata message) internal pure returns (bytes32) {
        return
            leafOf(
                message.lane,
                message.place,
                message.sender,
                message.target,
                message.gasLimit,
                keccak256(message.data)
            );
    }

    /// @notice The leaf of a message with such data. Source: BRIDGE-1.
    function leafOf(
        Lane lane,
        uint64 place,
        address sender,
        address target,
        uint64 gasLimit,
        bytes32 dataHash
    ) internal pure returns (bytes32) {
        return _hashLeaf(keccak256(abi.encode(lane, place, sender, target, gasLimit, dataHash)));
    }

    /// @notice The root that a leaf at a place gives with its siblings, the lowest first. Above the last one given all
    /// subtrees to the right are absent.
    /// @dev Reverts: MessageTreePathInvalid when there are more than 40, or too few for the place.
    function rootOf(bytes32 leaf, uint64 place, bytes32[] calldata siblings) internal pure returns (bytes32 root) {
        uint256 levels = siblings.length;
        if (levels > LEVELS || place >> levels != 0) revert MessageTreePathInvalid(levels, place);
        bytes memory empty = _EMPTY;
        assembly ("memory-safe") {
            root := leaf
            // Above the free memory pointer, which is not advanced: the byte 0x01, left, right.
            let start := mload(0x40)
            mstore8(start, 0x01)
            let sides := place
            for {
                let level := 0
            } lt(level, LEVELS) {
                level := add(level, 1)
            } {
                // An odd place stands on the right: its node goes 32 bytes further, its sibling 32 bytes less.
                let shift := shl(5, and(sides, 1))
                sides := shr(1, sides)
                mstore(add(add(start, 0x01), shift), root)
                let other
                // A sibling that is given, or the absent subtree of the level.
                switch lt(level, levels)
                case 1 {
                    other := calldataload(add(siblings.offset, shl(5, level)))
                }
                default {
                    other := mload(add(add(empty, 0x20), shl(5, level)))
                }
                mstore(sub(add(start, 0x21), shift), other)
                // All 65 bytes.
                root := keccak256(start, 0x41)
            }
        }
    }

    /// @notice Appends a leaf.
    /// @param branch The left siblings of the next leaf's path.
    /// @param count Leaves so far, below the capacity.
    /// @return root The root after it.
    function append(bytes32[LEVELS] storage branch, uint256 count, bytes32 leaf) internal returns (bytes32 root) {
        root = leaf;
        bytes memory empty = _EMPTY;
        bool isKept;
        for (uint256 level = 0; level < LEVELS; ++level) {
            if ((count >> level) & 1 == 1) {
                root = nodeOf(branch[level], root);
            } else {
                // The lowest level at which the path turns left keeps the node for the leaves to come.
                if (!isKept) branch[level] = root;
                isKept = true;
                root = nodeOf(root, _wordAt(empty, level));
            }
        }
    }

    /// @notice An inner node: keccak256(0x01 ‖ left ‖ right).
    function nodeOf(bytes32 left, bytes32 right) internal pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            // Above the free memory pointer, which is not advanced.
            let start := mload(0x40)
            // The byte 0x01 that tells an inner node.
            mstore8(start, 0x01)
            // Left behind it.
            mstore(add(start, 0x01), left)
            // Right behind left.
            mstore(add(start, 0x21), right)
            // All 65 bytes.
            hash := keccak256(start, 0x41)
        }
    }

    function _wordAt(bytes memory words, uint256 index) private pure returns (bytes32 word) {
        assembly ("memory-safe") {
            // Behind the length word; the index is below the number of words.
            word := mload(add(add(words, 0x20), shl(5, index)))
        }
    }

    /// @dev keccak256(0x00 ‖ hash).
    function _hashLeaf(bytes32 inner) private pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            // Scratch space: the byte 0x00 that tells a leaf.
            mstore8(0x00, 0x00)
            // The hash of the message behind it.
            mstore(0x01, inner)
            // All 33 bytes.
            hash := keccak256(0x00, 0x21)
        }
    }
}
