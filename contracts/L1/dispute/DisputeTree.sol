// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchHeader} from "../../libraries/BatchHeader.sol";
import {Rlp} from "../../libraries/Rlp.sol";
import {TraceLeaf} from "../../libraries/TraceLeaf.sol";
import {TraceTree} from "../../libraries/TraceTree.sol";
import {DisputeBonds} from "./DisputeBonds.sol";
import {IDisputes} from "./IDisputes.sol";

/// @notice The first half of a dispute: which leaf of the trace is wrong. Source: spec/dispute.md, DISPUTE-4 and
/// DISPUTE-5.
abstract contract DisputeTree is DisputeBonds {
    using BatchHeader for bytes;

    /// @dev Levels that a round narrows the tree by.
    uint8 private constant _LEVELS = 3;
    /// @dev Binary logarithm of the steps between two leaves.
    uint8 private constant _STEPS_LEVEL = 24;

    /// @dev A leaf that the challenger has named.
    struct Named {
        bytes32 hash;
        uint32 place;
        uint32 steps;
    }

    /// @inheritdoc IDisputes
    function showNodes(Dispute calldata dispute, bytes32[] calldata nodes) external {
        Turn memory turn = _takeTurn(dispute, Phase.Nodes);
        uint256 count = 1 << _levelsOf(turn.progress.level);
        if (nodes.length != count) revert DisputeCountInvalid(count, nodes.length);
        bytes32 node = _records[turn.id].question;
        bytes32 shown = TraceTree.fold(nodes);
        if (shown != node) revert DisputeNodeMismatch(node, shown);

        _pass(turn, Phase.NodeChoice, _hash(nodes));
        emit NodesShown(turn.id, nodes);
    }

    /// @inheritdoc IDisputes
    function chooseNode(Dispute calldata dispute, bytes32[] calldata nodes, uint256 which) external {
        Turn memory turn = _takeTurn(dispute, Phase.NodeChoice);
        if (turn.progress.level <= _LEVELS) revert DisputeLevelInvalid(turn.progress.level);
        bytes32 node = _choose(turn, nodes, which);

        _pass(turn, Phase.Nodes, node);
        emit NodeChosen(turn.id, which);
    }

    /// @inheritdoc IDisputes
    function chooseLeaf(
        Dispute calldata dispute,
        LeafChoice calldata choice,
        bytes32 before,
        bytes32[] calldata path
    ) external {
        (Turn memory turn, Named memory leaf) = _nameLeaf(dispute, choice);
        if (leaf.place == 0 || leaf.place >= leaf.steps) revert DisputePlaceInvalid(leaf.steps, leaf.place);
        bytes32 root = TraceTree.rootOf(before, leaf.place - 1, path);
        bool isTooLong = path.length != TraceTree.heightOf(leaf.steps);
        if (isTooLong || root != choice.header.traceRoot()) revert DisputePathInvalid(path.length, root);

        turn.progress.level = _STEPS_LEVEL;
        bytes32 begin = _verifier.begin(before);
        _pass(turn, Phase.States, keccak256(abi.encodePacked(begin, _verifier.end(leaf.hash))));
        emit LeafChosen(turn.id, leaf.place, before, leaf.hash);
    }

    /// @inheritdoc IDisputes
    function proveFirst(
        Dispute calldata dispute,
        LeafChoice calldata choice,
        bytes calldata parent,
        bytes calldata lastBlock
    ) external {
        (Turn memory turn, Named memory leaf) = _nameLeaf(dispute, choice);
        if (leaf.place != 0) revert DisputePlaceInvalid(leaf.steps, leaf.place);
        if (parent.checked().digest() != choice.header.parent()) {
            revert DisputeHeaderMismatch(choice.header.parent(), parent.digest());
        }
        bytes32 hash = keccak256(lastBlock);
        if (hash != parent.lastBlock()) revert DisputeBlockMismatch(parent.lastBlock(), hash);

        (uint256 baseFee, uint64 gasUsed) = Rlp.readFees(lastBlock);
        TraceLeaf.Leaf memory expected = TraceLeaf.boundary(parent, baseFee, gasUsed);
        expected.dataOffset = 0;
        _endUnless(dispute, turn, leaf, TraceLeaf.hash(expected));
    }

    /// @inheritdoc IDisputes
    function proveLast(Dispute calldata dispute, LeafChoice calldata choice, bytes calldata leaf) external {
        (Turn memory turn, Named memory named) = _nameLeaf(dispute, choice);
        if (named.place + 1 != named.steps) revert DisputePlaceInvalid(named.steps, named.place);
        if (keccak256(leaf) != named.hash) revert DisputeLeafMismatch(named.hash, keccak256(leaf));

        // What the block's header alone says is the leaf's own here: a leaf that is wrong about it is the end of a step
        // that is wrong, and the challenger knows no more of the block than that.
        TraceLeaf.Leaf memory claimed = TraceLeaf.decode(leaf);
        bytes32 expected = TraceLeaf.hash(TraceLeaf.boundary(choice.header, claimed.baseFee, claimed.gasUsed));
        _endUnless(dispute, turn, named, expected);
    }

    /// @inheritdoc IDisputes
    function provePadding(Dispute calldata dispute, LeafChoice calldata choice) external {
        (Turn memory turn, Named memory leaf) = _nameLeaf(dispute, choice);
        if (leaf.place < leaf.steps) revert DisputePlaceInvalid(leaf.steps, leaf.place);
        _endUnless(dispute, turn, leaf, 0);
    }

    /// @dev Ends the dispute for the challenger when a leaf is not what it must be.
    function _endUnless(Dispute calldata dispute, Turn memory turn, Named memory leaf, bytes32 expected) private {
        if (leaf.hash == expected) revert DisputeClaimHolds(leaf.place, leaf.hash);
        _endForChallenger(dispute, turn.id);
    }

    /// @dev The move of a challenger before whom leaves lie.
    function _nameLeaf(
        Dispute calldata dispute,
        LeafChoice calldata choice
    ) private view returns (Turn memory turn, Named memory leaf) {
        turn = _takeTurn(dispute, Phase.NodeChoice);
        if (turn.progress.level > _LEVELS) revert DisputeLevelInvalid(turn.progress.level);
        bytes32 digest = choice.header.checked().digest();
        if (digest != dispute.digest) revert DisputeHeaderMismatch(dispute.digest, digest);
        leaf.hash = _choose(turn, choice.nodes, choice.which);
        leaf.place = turn.progress.place;
        leaf.steps = choice.header.steps();
    }

    /// @dev Goes down to one of the nodes that were shown.
    function _choose(Turn memory turn, bytes32[] calldata nodes, uint256 which) private view returns (bytes32) {
        bytes32 shown = _records[turn.id].question;
        bytes32 given = _hash(nodes);
        if (given != shown) revert DisputeShownMismatch(shown, given);
        if (which >= nodes.length) revert DisputeChoiceInvalid(nodes.length, which);

        Progress memory progress = turn.progress;
        uint8 levels = _levelsOf(progress.level);
        progress.level -= levels;
        // Of at most 2^32 leaves.
        progress.place = uint32((uint256(progress.place) << levels) | which);
        return nodes[which];
    }

    /// @dev Three, but at the top what the height leaves over.
    function _levelsOf(uint8 height) private pure returns (uint8) {
        uint8 over = height % _LEVELS;
        return over == 0 ? _LEVELS : over;
    }

    function _hash(bytes32[] calldata nodes) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(nodes));
    }
}
