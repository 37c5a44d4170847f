// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {PROVEN} from "../../types/Evidence.sol";
import {Lane} from "../../types/Lane.sol";
import {IDisputeGame} from "../proofs/IDisputeGame.sol";
import {DisputeClocks} from "./DisputeClocks.sol";
import {IDisputes} from "./IDisputes.sol";

/// @notice How a dispute ends, and who is paid. Source: spec/dispute.md, DISPUTE-3, DISPUTE-11 and DISPUTE-12.
abstract contract DisputeBonds is DisputeClocks, ReentrancyGuardTransient {
    /// @dev One slot.
    struct Standing {
        uint64 disputes;
        bool isLost;
        bool isClosedByProof;
    }

    uint256 private _burnt;
    mapping(bytes32 digest => Standing standing) private _standings;
    mapping(address account => uint256 amount) private _credits;

    /// @dev The bond of a batch comes from the rollup, and nothing else does.
    receive() external payable {
        if (msg.sender != address(_rollup)) revert DisputeSenderInvalid(msg.sender);
    }

    /// @inheritdoc IDisputes
    function withdraw() external nonReentrant {
        uint256 amount = _credits[msg.sender];
        if (amount == 0) revert DisputeCreditNone(msg.sender);
        _credits[msg.sender] = 0;
        emit CreditWithdrawn(msg.sender, amount);
        (bool isPaid, ) = msg.sender.call{value: amount}("");
        if (!isPaid) revert DisputePaymentRefused(msg.sender, amount);
    }

    /// @inheritdoc IDisputeGame
    function isUndisputed(Lane lane, uint64 index, bytes32 digest) external view returns (bool) {
        Standing memory standing = _standings[digest];
        if (standing.disputes != 0 || standing.isLost) return false;
        return !standing.isClosedByProof || _isProven(lane, index);
    }

    /// @inheritdoc IDisputes
    function standingOf(bytes32 digest) external view returns (uint64 disputes, bool isLost) {
        return (_standings[digest].disputes, _standings[digest].isLost);
    }

    /// @inheritdoc IDisputes
    function creditOf(address account) external view returns (uint256) {
        return _credits[account];
    }

    /// @inheritdoc IDisputes
    function burnt() external view returns (uint256) {
        return _burnt;
    }

    /// @dev Counts a dispute that was opened.
    function _count(bytes32 digest) internal {
        ++_standings[digest].disputes;
    }

    /// @dev Notes that the batch stands as long as its proof counts.
    function _noteProof(bytes32 digest) internal {
        _standings[digest].isClosedByProof = true;
    }

    /// @dev The challenger's bond pays.
    function _endForCommitter(Dispute calldata dispute, Turn memory turn) internal {
        _close(dispute, turn.id, Phase.CommitterWon);
        uint256 share = _shareOf(_bond);
        _pay(turn.id, Phase.CommitterWon, turn.committer, share, _bond - share);
    }

    /// @dev The batch's bond pays, and the challenger's comes back.
    function _endForChallenger(Dispute calldata dispute, bytes32 id) internal {
        _close(dispute, id, Phase.ChallengerWon);
        _standings[dispute.digest].isLost = true;
        uint256 bond = _takeBatchBond(dispute);
        uint256 share = _shareOf(bond);
        _pay(id, Phase.ChallengerWon, dispute.challenger, _bond + share, bond - share);
    }

    /// @dev The challenger's bond comes back, and nobody has won.
    function _endVoid(Dispute calldata dispute, bytes32 id) internal {
        _close(dispute, id, Phase.Void);
        _pay(id, Phase.Void, dispute.challenger, _bond, 0);
    }

    function _close(Dispute calldata dispute, bytes32 id, Phase outcome) private {
        --_standings[dispute.digest].disputes;
        _records[id].progress.phase = outcome;
        delete _records[id].question;
    }

    function _pay(bytes32 id, Phase outcome, address winner, uint256 paid, uint256 lost) private {
        _credits[winner] += paid;
        if (lost != 0) _burnt += lost;
        emit DisputeEnded(id, outcome, winner, paid, lost);
    }

    /// @dev Whether a proof of a batch counts: what a disabled verifier accepted does not (ROLLUP-14).
    function _isProven(Lane lane, uint64 index) internal view returns (bool) {
        (, uint64 committedAt) = _rollup.commitOf(lane, index);
        return _rollup.evidenceOf(lane, index).includes(PROVEN) && committedAt > _policy.finalityOf(lane).provenAfter;
    }

    /// @dev Rolls the lane back and takes the bond of the batch: nothing when the batch is FINAL already, or when
    /// another game was named since, in which the dispute is to be opened anew.
    /// @return bond wei
    function _takeBatchBond(Dispute calldata dispute) private returns (uint256 bond) {
        bool isFinal = dispute.index <= _rollup.lastFinal(dispute.lane);
        if (isFinal || _policy.gameOf(dispute.lane) != address(this)) return 0;
        // The council may have named this game as a beneficiary: that is of no dispute.
        uint256 before = _rollup.freeBondOf(address(this));
        _rollup.rollBack(dispute.lane, dispute.index - 1, address(this));
        bond = _rollup.freeBondOf(address(this)) - before;
        if (bond != 0) _rollup.withdrawBond(bond);
    }

    /// @dev Seven eighths; what does not divide is burnt.
    function _shareOf(uint256 bond) private pure returns (uint256) {
        return bond - (bond + 7) / 8;
    }
}
