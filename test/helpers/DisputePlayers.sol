// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDisputes} from "../../contracts/L1/dispute/IDisputes.sol";
import {ToyStepVerifier} from "../../contracts/mocks/ToyStepVerifier.sol";
import {DisputeWorld} from "./DisputeWorld.sol";

/// Both sides of any number of disputes. Who is honest makes the move that is right; who is not shows what it has made
/// up, or names what the dice say.
abstract contract DisputePlayers is DisputeWorld {
    /// @param isHonest Whether the challenger is. The committer is when its batch is right.
    /// @param shown What was shown last, with the interval's ends.
    /// @param from Where the interval begins.
    struct Match {
        IDisputes.Dispute dispute;
        bool isHonest;
        bytes32[] shown;
        uint256 from;
    }

    Match[] internal _matches;
    uint256 private _rolls;

    function matches() external view returns (uint256) {
        return _matches.length;
    }

    function _challenge(bytes32 digest, address challenger, bool isHonest) internal {
        Toy storage toy = _toys[digest];
        vm.deal(challenger, challenger.balance + BOND);
        vm.prank(challenger);
        game.open{value: BOND}(toy.header, _matches.length);
        Match storage match_ = _matches.push();
        match_.dispute = IDisputes.Dispute(LANE, toy.index, digest, challenger, _matches.length - 1);
        match_.isHonest = isHonest;
    }

    function _progressOf(Match storage match_) internal view returns (IDisputes.Progress memory) {
        return game.progressOf(keccak256(abi.encode(match_.dispute)));
    }

    /// Whether who is to move is honest.
    function _isHonestTurn(Match storage match_) internal view returns (bool) {
        IDisputes.Phase phase = _progressOf(match_).phase;
        if (phase == IDisputes.Phase.Nodes || phase == IDisputes.Phase.States) return _toyOf(match_).isRight;
        return match_.isHonest && phase < IDisputes.Phase.CommitterWon;
    }

    /// The next move of a dispute; false when there is none.
    function _move(Match storage match_) internal returns (bool) {
        IDisputes.Progress memory progress = _progressOf(match_);
        if (progress.phase == IDisputes.Phase.Nodes) return _showNodes(match_, progress);
        if (progress.phase == IDisputes.Phase.NodeChoice) return _chooseNode(match_, progress);
        if (progress.phase == IDisputes.Phase.States) return _showStates(match_, progress);
        if (progress.phase == IDisputes.Phase.PartChoice) return _choosePart(match_, progress);
        return false;
    }

    /// A number below `bound`.
    function _roll(uint256 bound) internal returns (uint256) {
        return uint256(keccak256(abi.encode(++_rolls))) % bound;
    }

    function _seedDice(uint256 seed) internal {
        _rolls = seed >> 1;
    }

    function _toyOf(Match storage match_) internal view returns (Toy storage) {
        return _toys[match_.dispute.digest];
    }

    function _showNodes(Match storage match_, IDisputes.Progress memory progress) private returns (bool) {
        bytes32[] memory nodes = _nodesBelow(_toyOf(match_).claimed, progress);
        vm.prank(_committerOf(match_));
        game.showNodes(match_.dispute, nodes);
        match_.shown = nodes;
        return true;
    }

    function _chooseNode(Match storage match_, IDisputes.Progress memory progress) private returns (bool) {
        bytes32[] memory shown = match_.shown;
        uint256 which = match_.isHonest ? _firstWrong(match_, progress) : _roll(shown.length);
        if (progress.level <= 3) return _chooseLeaf(match_, progress.place * shown.length + which, which);
        vm.prank(match_.dispute.challenger);
        game.chooseNode(match_.dispute, shown, which);
        return true;
    }

    function _chooseLeaf(Match storage match_, uint256 place, uint256 which) private returns (bool) {
        Toy storage toy = _toyOf(match_);
        IDisputes.LeafChoice memory choice = IDisputes.LeafChoice(match_.shown, which, toy.header);
        bool isBeside = place == 0 || place >= toy.right.length;
        if (isBeside && !match_.isHonest) return false;
        bytes32 before = place == 0 ? bytes32(0) : toy.claimed[place - 1];
        bytes32 behind = match_.shown[which];
        bytes32[] memory path = place == 0 ? new bytes32[](0) : _pathOf(toy.claimed, place - 1);
        bytes memory leaf = isBeside ? bytes("") : _leafBytes(toy, place);
        vm.prank(match_.dispute.challenger);
        if (place == 0) {
            game.proveFirst(match_.dispute, choice, toy.parent, blockOf(toy.index - 1));
        } else if (isBeside) {
            game.provePadding(match_.dispute, choice);
        } else if (match_.isHonest && behind == toy.right[place]) {
            game.proveLast(match_.dispute, choice, leaf);
        } else {
            game.chooseLeaf(match_.dispute, choice, before, path);
            delete match_.shown;
            match_.shown.push(verifier.begin(before));
            match_.shown.push(verifier.end(behind));
            match_.from = 0;
        }
        return true;
    }

    function _showStates(Match storage match_, IDisputes.Progress memory progress) private returns (bool) {
        bool isCommitterHonest = _toyOf(match_).isRight;
        if (progress.level == 0 && !isCommitterHonest && !match_.isHonest) return false;
        if (progress.level == 0 || (isCommitterHonest && progress.level <= 11 && _roll(4) == 0)) {
            return _prove(match_, progress, isCommitterHonest ? _committerOf(match_) : match_.dispute.challenger);
        }
        bytes32[7] memory states;
        uint256 part = 1 << (progress.level - 3);
        for (uint256 i = 0; i < 7; ++i) {
            states[i] = _claimedState(match_, progress.place, match_.from + (i + 1) * part);
        }
        bytes32[2] memory ends = [match_.shown[0], match_.shown[1]];
        vm.prank(_committerOf(match_));
        game.showStates(match_.dispute, ends, states);
        delete match_.shown;
        match_.shown.push(ends[0]);
        for (uint256 i = 0; i < 7; ++i) match_.shown.push(states[i]);
        match_.shown.push(ends[1]);
        return true;
    }

    function _choosePart(Match storage match_, IDisputes.Progress memory progress) private returns (bool) {
        if (match_.isHonest && progress.level <= 11 && _roll(4) == 0) {
            return _prove(match_, progress, match_.dispute.challenger);
        }
        bytes32[9] memory states;
        for (uint256 i = 0; i < 9; ++i) states[i] = match_.shown[i];
        uint256 part = 1 << (progress.level - 3);
        uint256 which = match_.isHonest ? 0 : _roll(8);
        if (match_.isHonest) {
            while (states[which + 1] == _rightState(match_, progress.place, match_.from + (which + 1) * part)) ++which;
        }
        vm.prank(match_.dispute.challenger);
        game.choosePart(match_.dispute, states, which);
        delete match_.shown;
        match_.shown.push(states[which]);
        match_.shown.push(states[which + 1]);
        match_.from += which * part;
        return true;
    }

    function _prove(Match storage match_, IDisputes.Progress memory progress, address by) private returns (bool) {
        Toy storage toy = _toyOf(match_);
        ToyStepVerifier.State memory state = _stateAt(toy, progress.place, match_.from);
        bytes memory leaf = _leafBytes(toy, progress.place - 1);
        bytes memory witness = abi.encode(ToyStepVerifier.Witness(state, toy.header, leaf));
        vm.prank(by);
        game.proveStep(match_.dispute, match_.shown, witness);
        return true;
    }

    function _committerOf(Match storage match_) private view returns (address committer) {
        (committer, ) = rollup.commitOf(LANE, match_.dispute.index);
    }

    /// The first of the nodes shown that is not right; when all are, the one above the last leaf.
    function _firstWrong(
        Match storage match_,
        IDisputes.Progress memory progress
    ) private view returns (uint256 which) {
        bytes32[] memory right = _padded(_toyOf(match_));
        bytes32[] memory nodes = _nodesBelow(right, progress);
        while (which < nodes.length && nodes[which] == match_.shown[which]) ++which;
        if (which < nodes.length) return which;
        uint256 width = (1 << progress.level) / nodes.length;
        return (_toyOf(match_).right.length - 1) / width - progress.place * nodes.length;
    }

    function _padded(Toy storage toy) private view returns (bytes32[] memory leaves) {
        leaves = new bytes32[](toy.claimed.length);
        for (uint256 i = 0; i < toy.right.length; ++i) leaves[i] = toy.right[i];
    }

    function _nodesBelow(
        bytes32[] memory leaves,
        IDisputes.Progress memory progress
    ) private view returns (bytes32[] memory nodes) {
        uint256 levels = progress.level % 3 == 0 ? 3 : progress.level % 3;
        nodes = new bytes32[](1 << levels);
        uint256 width = 1 << (progress.level - levels);
        for (uint256 i = 0; i < nodes.length; ++i) {
            nodes[i] = _fold(leaves, (progress.place * nodes.length + i) * width, width);
        }
    }

    function _pathOf(bytes32[] memory leaves, uint256 place) private view returns (bytes32[] memory path) {
        uint256 levels = 0;
        while (1 << levels < leaves.length) ++levels;
        path = new bytes32[](levels);
        for (uint256 i = 0; i < levels; ++i) path[i] = _fold(leaves, ((place >> i) ^ 1) << i, 1 << i);
    }

    function _rightState(Match storage match_, uint256 place, uint256 steps) private view returns (bytes32) {
        return keccak256(abi.encode(_stateAt(_toyOf(match_), place, steps)));
    }

    function _claimedState(Match storage match_, uint256 place, uint256 steps) private view returns (bytes32) {
        Toy storage toy = _toyOf(match_);
        bool isBeforeRight = toy.claimed[place - 1] == toy.right[place - 1];
        bool isRight = isBeforeRight && toy.claimed[place] == toy.right[place];
        if (isRight || (isBeforeRight && steps < toy.until)) return _rightState(match_, place, steps);
        return keccak256(abi.encode("state", place, steps));
    }

    function _stateAt(
        Toy storage toy,
        uint256 place,
        uint256 steps
    ) private view returns (ToyStepVerifier.State memory) {
        bytes32 leaf = toy.right[place - 1];
        if (steps == 0) return ToyStepVerifier.State(0, leaf, 0, 0);
        if (steps > HASHES + 1) return ToyStepVerifier.State(255, toy.right[place], 0, 0);
        return ToyStepVerifier.State(1, leaf, steps - 1, _chain(leaf, steps - 1));
    }
}
