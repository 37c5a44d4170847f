// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DisputeTree} from "./DisputeTree.sol";
import {IDisputes} from "./IDisputes.sol";

/// @notice The second half of a dispute: which step of the machine is wrong. Source: spec/dispute.md, DISPUTE-6 and
/// DISPUTE-7.
abstract contract DisputeSteps is DisputeTree {
    /// @dev A round divides the interval by eight.
    uint8 private constant _LEVELS = 3;
    uint256 private constant _PARTS = 8;
    /// @dev Binary logarithm of the most steps that are run at once.
    uint8 private constant _RUN_LEVEL = 11;

    /// @inheritdoc IDisputes
    function showStates(Dispute calldata dispute, bytes32[2] calldata ends, bytes32[7] calldata states) external {
        Turn memory turn = _takeTurn(dispute, Phase.States);
        if (turn.progress.level < _LEVELS) revert DisputeLevelInvalid(turn.progress.level);
        _checkShown(turn.id, keccak256(abi.encodePacked(ends)));

        _pass(turn, Phase.PartChoice, keccak256(abi.encodePacked(ends[0], states, ends[1])));
        emit StatesShown(turn.id, states);
    }

    /// @inheritdoc IDisputes
    function choosePart(Dispute calldata dispute, bytes32[9] calldata states, uint256 which) external {
        Turn memory turn = _takeTurn(dispute, Phase.PartChoice);
        _checkShown(turn.id, keccak256(abi.encodePacked(states)));
        if (which >= _PARTS) revert DisputeChoiceInvalid(_PARTS, which);

        turn.progress.level -= _LEVELS;
        _pass(turn, Phase.States, keccak256(abi.encodePacked(states[which], states[which + 1])));
        emit PartChosen(turn.id, which);
    }

    /// @inheritdoc IDisputes
    function proveStep(Dispute calldata dispute, bytes32[] calldata states, bytes calldata witness) external {
        Turn memory turn = _turnOf(dispute);
        Phase phase = turn.progress.phase;
        if (phase < Phase.States) revert DisputeOutOfTurn(Phase.States, phase);
        uint8 level = turn.progress.level;
        if (level > _RUN_LEVEL) revert DisputeLevelInvalid(level);
        bool isEither = level == 0 && (_movesFor(turn.committer) || _movesFor(dispute.challenger));
        if (!isEither && !_movesFor(_mover(dispute, turn))) revert DisputeCallerInvalid(msg.sender);
        _spendTime(turn.progress);
        _checkShown(turn.id, keccak256(abi.encodePacked(states)));
        if (address(_verifier).codehash != _verifierHash) {
            revert DisputeVerifierChanged(_verifierHash, address(_verifier).codehash);
        }

        bytes32 result = _verifier.run(dispute.digest, states[0], 1 << level, witness);
        if (result == states[states.length - 1]) _endForCommitter(dispute, turn);
        else _endForChallenger(dispute, turn.id);
    }

    function _checkShown(bytes32 id, bytes32 given) private view {
        bytes32 shown = _records[id].question;
        if (given != shown) revert DisputeShownMismatch(shown, given);
    }
}
