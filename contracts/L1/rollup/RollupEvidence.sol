// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BatchHeader} from "../../libraries/BatchHeader.sol";
import {ATTESTED, Evidence, PROVEN, SECURED} from "../../types/Evidence.sol";
import {Lane} from "../../types/Lane.sol";
import {IDisputeGame} from "../proofs/IDisputeGame.sol";
import {IProofVerifier} from "../proofs/IProofVerifier.sol";
import {IVerifierUser} from "../proofs/IVerifierUser.sol";
import {IRollup} from "./IRollup.sol";
import {RollupCommit} from "./RollupCommit.sol";

/// @notice How a batch gets evidence, and what two pieces of evidence that contradict each other do.
/// Source: spec/rollup.md, ROLLUP-13 to ROLLUP-16 and ROLLUP-24 to ROLLUP-26.
abstract contract RollupEvidence is RollupCommit {
    using Address for address;
    using BatchHeader for bytes;

    /// @dev What the policy says, told by it at every change.
    mapping(Lane lane => mapping(Evidence kind => address verifier)) private _verifiers;

    /// @inheritdoc IVerifierUser
    function noteVerifier(Lane lane, Evidence kind, address verifier) external {
        if (msg.sender != address(_policy)) revert RollupCallerInvalid(msg.sender);
        _verifiers[lane][kind] = verifier;
    }

    /// @inheritdoc IRollup
    function attest(Lane lane, uint64 index, bytes calldata proof) external {
        _checkBatch(lane, _lanes[lane], index);
        Batch storage batch = _batches[lane][index];
        address verifier = _verify(lane, ATTESTED, batch.digest, proof);
        _add(lane, index, ATTESTED, verifier);
    }

    /// @inheritdoc IRollup
    function prove(Lane lane, uint64 last, bytes calldata proof) external {
        LaneState memory state = _lanes[lane];
        _checkBatch(lane, state, last);
        uint64 first = state.lastFinal + 1;
        bytes32[] memory digests = new bytes32[](last - state.lastFinal);
        for (uint64 index = first; index <= last; ++index) digests[index - first] = _batches[lane][index].digest;
        address verifier = _verify(lane, PROVEN, keccak256(abi.encodePacked(digests)), proof);
        for (uint64 index = first; index <= last; ++index) _add(lane, index, PROVEN, verifier);
    }

    /// @inheritdoc IRollup
    function secure(Lane lane, uint64 index) external {
        _checkBatch(lane, _lanes[lane], index);
        Batch storage batch = _batches[lane][index];
        address game = _policy.gameOf(lane);
        if (game == address(0)) revert RollupGameMissing(lane);
        // A game that was named later has not seen the disputes of the one before.
        uint256 from = Math.max(batch.committedAt, _policy.gameSince(lane));
        _checkWindow(index, uint64(from), _policy.laneRule(lane).window);
        if (!IDisputeGame(game).isUndisputed(lane, index, batch.digest)) revert RollupDisputed(lane, index);
        _add(lane, index, SECURED, game);
    }

    /// @inheritdoc IRollup
    function reportContradiction(
        Evidence kind,
        bytes calldata header,
        bytes calldata proof,
        bytes calldata otherHeader,
        bytes calldata otherProof
    ) external {
        _checkDomain(header.checked());
        if (header.inputHash() != otherHeader.checked().inputHash() || header.outputHash() == otherHeader.outputHash())
            revert RollupNoContradiction();

        Lane lane = header.lane();
        address verifier = _verify(lane, kind, _subject(kind, header), proof);
        _verify(lane, kind, _subject(kind, otherHeader), otherProof);
        _lanes[lane].isFrozen = true;
        emit LaneFrozen(lane, verifier);
        _policy.disableVerifier(verifier);
    }

    /// @inheritdoc IRollup
    function thaw(Lane lane) external onlySlow {
        if (!_lanes[lane].isFrozen) revert RollupLaneNotFrozen(lane);
        Evidence rule = _policy.laneRule(lane).evidence;
        if (rule.includes(ATTESTED)) _verifierOf(lane, ATTESTED);
        if (rule.includes(PROVEN)) _verifierOf(lane, PROVEN);
        _lanes[lane].isFrozen = false;
        emit LaneThawed(lane);
    }

    /// @dev The window counts without pauses.
    function _checkWindow(uint64 index, uint64 from, uint64 window) internal view {
        uint64 elapsed = _waited(from, 0);
        if (elapsed < window) revert RollupWindowOpen(index, window, elapsed);
    }

    function _add(Lane lane, uint64 index, Evidence kind, address verifier) private {
        Batch storage batch = _batches[lane][index];
        batch.evidence = batch.evidence | kind;
        emit EvidenceAdded(lane, index, kind, verifier);
    }

    /// @dev Reverts unless the lane's verifier says *true*, in so many bytes.
    function _verify(
        Lane lane,
        Evidence kind,
        bytes32 digest,
        bytes calldata proof
    ) private view returns (address verifier) {
        verifier = _verifierOf(lane, kind);
        bytes memory answer = verifier.functionStaticCall(abi.encodeCall(IProofVerifier.verify, (digest, proof)));
        if (answer.length != 32 || abi.decode(answer, (uint256)) != 1) {
            revert RollupProofInvalid(verifier, digest);
        }
    }

    function _verifierOf(Lane lane, Evidence kind) private view returns (address verifier) {
        if (!(kind == ATTESTED || kind == PROVEN)) revert RollupEvidenceInvalid(kind);
        verifier = _verifiers[lane][kind];
        if (verifier.code.length == 0) revert RollupVerifierMissing(lane, kind);
    }

    /// @dev What a verifier of a kind is asked about one batch: validity proofs are about ranges.
    function _subject(Evidence kind, bytes calldata header) private pure returns (bytes32 digest) {
        digest = header.digest();
        if (kind == PROVEN) digest = keccak256(abi.encodePacked(digest));
    }
}
