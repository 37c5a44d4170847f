// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DisputeClocks} from "../../contracts/L1/dispute/DisputeClocks.sol";
import {DisputeGame} from "../../contracts/L1/dispute/DisputeGame.sol";
import {IDisputes} from "../../contracts/L1/dispute/IDisputes.sol";
import {IFinalityPolicy} from "../../contracts/L1/proofs/IFinalityPolicy.sol";
import {IRollup} from "../../contracts/L1/rollup/IRollup.sol";
import {TraceLeaf} from "../../contracts/libraries/TraceLeaf.sol";
import {TraceTree} from "../../contracts/libraries/TraceTree.sol";
import {ToyStepVerifier} from "../../contracts/mocks/ToyStepVerifier.sol";
import {SECURED} from "../../contracts/types/Evidence.sol";
import {RollupWorld} from "./RollupWorld.sol";

/// L1 with a dispute game, SECURED for a rule, and batches of the toy machine's, right and wrong. The first batch is
/// there so that the parent of every other has a block whose header is known.
abstract contract DisputeWorld is RollupWorld {
    uint256 internal constant BOND = 1_000;
    uint32 internal constant CLOCK = 100;
    uint32 internal constant REPLY = 10;
    uint256 internal constant HASHES = 5;
    uint64 internal constant GAS_USED = 21_000;

    ToyStepVerifier public verifier;
    DisputeGame public game;

    /// A batch: its header and its parent's, the leaves that are right, and those that its committer claims, with
    /// their padding.
    struct Toy {
        bytes header;
        bytes parent;
        uint64 index;
        bytes32[] right;
        bytes32[] roots;
        bytes32[] claimed;
        uint256 until;
        bool isRight;
    }

    mapping(bytes32 digest => Toy toy) internal _toys;

    constructor() {
        verifier = new ToyStepVerifier(HASHES);
        game = new DisputeGame(
            DisputeClocks.Components(rollup, policy, guardian, verifier),
            IDisputes.Terms(BOND, CLOCK, REPLY)
        );
        vm.startPrank(address(timelock));
        policy.setGame(LANE, address(game));
        policy.setLaneRule(LANE, IFinalityPolicy.LaneRule(SECURED, WINDOW));
        vm.stopPrank();
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(actorAt(i));
            rollup.depositBond{value: 1 ether}();
        }
    }

    function boundaryOf(bytes calldata header, uint256 baseFee) external pure returns (TraceLeaf.Leaf memory) {
        return TraceLeaf.boundary(header, baseFee, GAS_USED);
    }

    function inputOf(bytes calldata header) external pure returns (bytes memory) {
        return header[:220];
    }

    function foldOf(bytes32[] calldata nodes) external pure returns (bytes32) {
        return TraceTree.fold(nodes);
    }

    /// RLP of the header of a batch's last block, as far as a trace's boundary reads it.
    function blockOf(uint64 index) public pure returns (bytes memory) {
        bytes memory front = hex"80808080808080808080825208";
        bytes memory behind =
            hex"80808080"
            hex"84";
        return abi.encodePacked(uint8(0xc0 + 27), front, behind, uint32(1 gwei + index), hex"8080808080");
    }

    /// Commits a batch behind the last one.
    /// @param kind 0: right; 1: wrong from a leaf on; 2: with padding that is not zero; 3: with a header that its last
    /// leaf contradicts.
    function _commitToy(uint256 who, uint256 kind, uint256 steps, uint256 seed) internal returns (bytes32 digest) {
        uint64 last = rollup.lastBatch(LANE);
        Tip memory tip = _tips[last];
        bytes memory input = this.inputOf(_header(tip, 0, 0, 0));
        Toy memory toy;
        toy.index = last + 1;
        toy.parent = _headers[last];
        bytes memory draft = bytes.concat(input, _outputOf(toy.index, 0, 0, 0));
        (toy.right, toy.roots) = _traceOf(draft, toy.parent, last, steps);
        toy.claimed = _claim(toy.right, kind, seed);
        toy.isRight = kind == 0;
        toy.until = 1 + (seed % (seed % 2 == 0 ? HASHES + 4 : 1 << 24));
        bytes32 root = kind == 3 ? keccak256("another state") : toy.roots[steps - 1];
        toy.header = bytes.concat(
            input,
            _outputOf(toy.index, root, uint32(steps), _fold(toy.claimed, 0, toy.claimed.length))
        );
        digest = keccak256(toy.header);
        IRollup.CommitWitness memory witness;
        witness.expectedDigest = digest;
        vm.prank(actorAt(who % 2));
        rollup.commitBatch(toy.header, toy.parent, witness, "");
        _toys[digest] = toy;
        _headers[toy.index] = toy.header;
        _tips[toy.index] = Tip(toy.index, tip.block_ + 1, uint64(block.timestamp), 0, 0, digest);
    }

    function _baseFee(uint64 index) internal pure returns (uint256) {
        return 1 gwei + index;
    }

    /// Bytes of the right leaf at a place.
    function _leafBytes(Toy storage toy, uint256 place) internal view returns (bytes memory) {
        if (place == 0) return TraceLeaf.encode(_firstLeaf(toy.parent, toy.index - 1));
        TraceLeaf.Leaf memory leaf = this.boundaryOf(toy.header, _baseFee(toy.index - 1));
        leaf.stateRoot = toy.roots[place];
        return TraceLeaf.encode(leaf);
    }

    /// The node above so many leaves.
    function _fold(bytes32[] memory leaves, uint256 from, uint256 width) internal view returns (bytes32) {
        bytes32[] memory part = new bytes32[](width);
        for (uint256 i = 0; i < width; ++i) part[i] = leaves[from + i];
        return this.foldOf(part);
    }

    function _chain(bytes32 leaf, uint256 count) internal pure returns (bytes32) {
        for (uint256 i = 0; i < count; ++i) leaf = sha256(abi.encode(leaf));
        return leaf;
    }

    function _firstLeaf(bytes memory parent, uint64 index) private view returns (TraceLeaf.Leaf memory leaf) {
        leaf = this.boundaryOf(parent, _baseFee(index));
        leaf.dataOffset = 0;
    }

    function _traceOf(
        bytes memory header,
        bytes memory parent,
        uint64 last,
        uint256 steps
    ) private view returns (bytes32[] memory right, bytes32[] memory roots) {
        right = new bytes32[](steps);
        roots = new bytes32[](steps);
        TraceLeaf.Leaf memory first = _firstLeaf(parent, last);
        TraceLeaf.Leaf memory leaf = this.boundaryOf(header, _baseFee(last));
        (right[0], roots[0]) = (TraceLeaf.hash(first), first.stateRoot);
        for (uint256 i = 1; i < steps; ++i) {
            leaf.stateRoot = _chain(right[i - 1], HASHES);
            (right[i], roots[i]) = (TraceLeaf.hash(leaf), leaf.stateRoot);
        }
    }

    function _claim(
        bytes32[] memory right,
        uint256 kind,
        uint256 seed
    ) private pure returns (bytes32[] memory claimed) {
        uint256 width = 1 << TraceTree.heightOf(right.length);
        claimed = new bytes32[](width);
        uint256 from = kind == 1 ? seed % right.length : width;
        if (kind == 2 && width > right.length) from = right.length + (seed % (width - right.length));
        for (uint256 i = 0; i < width; ++i) {
            if (i < right.length) claimed[i] = right[i];
            if (i >= from) claimed[i] = keccak256(abi.encode("claimed", seed, i));
        }
        // What was to be wrong and has no padding has its last leaf wrong.
        if (kind == 2 && from == width) claimed[width - 1] = keccak256(abi.encode("claimed", seed));
    }

    function _outputOf(
        uint64 index,
        bytes32 stateRoot,
        uint32 steps,
        bytes32 traceRoot
    ) private pure returns (bytes memory) {
        bytes32 messages = keccak256(abi.encode("messages", uint256(0)));
        return abi.encodePacked(keccak256(blockOf(index)), stateRoot, messages, uint64(0), steps, traceRoot);
    }
}
