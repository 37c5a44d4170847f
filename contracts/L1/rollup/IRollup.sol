// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Evidence} from "../../types/Evidence.sol";
import {FinalRoot} from "../../types/FinalRoot.sol";
import {Lane} from "../../types/Lane.sol";
import {Level} from "../../types/Level.sol";
import {QueueItem} from "../../types/QueueItem.sol";
import {IPauseUser} from "../governance/IPauseUser.sol";
import {IVerifierUser} from "../proofs/IVerifierUser.sol";

/// @notice Batches of every lane: commit, evidence, FINAL, rollback. Headers are given as their 360 bytes (ROLLUP-3),
/// read
/// by {BatchHeader}. Source: spec/rollup.md.
interface IRollup is IVerifierUser, IPauseUser {
    /// @notice What the committer shows besides the header.
    /// @param expectedDigest Digest that the committer means to commit. Source: ROLLUP-10.
    /// @param first The first item of the queue behind the parent; ignored when the batch consumes none, or when all
    /// behind the parent are too young for enforced mode. Source: QUEUE-12.
    /// @param next The first item that the batch leaves behind; ignored when there is none. Source: QUEUE-11.
    struct CommitWitness {
        bytes32 expectedDigest;
        QueueItem first;
        QueueItem next;
    }

    /// @notice How a lane is kept.
    /// @param rules keccak256 of the name of the rules that its batches follow.
    /// @param bondGwei Bond of a batch, gwei.
    struct LaneTerms {
        bytes32 rules;
        uint48 bondGwei;
    }

    event LaneOpened(Lane indexed lane, bytes32 indexed digest, bytes header);
    event LaneTermsChanged(Lane indexed lane, LaneTerms terms);
    event BatchCommitted(
        Lane indexed lane,
        uint64 indexed index,
        bytes32 indexed digest,
        address committer,
        bytes header
    );
    event EvidenceAdded(Lane indexed lane, uint64 indexed index, Evidence indexed kind, address verifier);
    event BatchesFinalized(Lane indexed lane, uint64 indexed index, FinalRoot root);
    event LaneRolledBack(Lane indexed lane, uint64 indexed index, uint64 epoch, address by);
    event LaneFrozen(Lane indexed lane, address indexed verifier);
    event LaneThawed(Lane indexed lane);
    event LaneEnded(Lane indexed lane, uint64 lastFinal, address by);
    event BondDeposited(address indexed committer, uint256 amount);
    event BondWithdrawn(address indexed committer, uint256 amount);
    event BondReleased(Lane indexed lane, uint64 indexed index, address indexed committer, uint256 amount);
    event BondForfeited(Lane indexed lane, uint64 indexed index, address indexed beneficiary, uint256 amount);

    error RollupPaused();
    error RollupNotSealed(address component);
    error RollupLaneUnknown(Lane lane);
    error RollupLaneOpen(Lane lane);
    error RollupLaneFrozen(Lane lane);
    error RollupLaneNotFrozen(Lane lane);
    error RollupLaneEnded(Lane lane);
    error RollupTermsInvalid(LaneTerms terms);
    error RollupGenesisInvalid(uint256 offset);
    error RollupCallerInvalid(address caller);
    error RollupChainMismatch(uint64 expected, uint64 actual);
    error RollupAddressMismatch(address expected, address actual);
    error RollupEpochMismatch(uint64 expected, uint64 actual);
    error RollupIndexMismatch(uint64 expected, uint64 actual);
    error RollupParentMismatch(bytes32 expected, bytes32 actual);
    error RollupRulesMismatch(bytes32 expected, bytes32 actual);
    error RollupDigestMismatch(bytes32 expected, bytes32 actual);
    error RollupStepsTooFew(uint64 least, uint32 actual);
    error RollupBlocksInvalid(uint64 expectedFirst, uint64 first, uint32 blocks);
    error RollupTimeOutOfRange(uint64 least, uint64 greatest, uint64 actual);
    error RollupRootZero(uint256 offset);
    error RollupMessagesBackwards(uint64 least, uint64 actual);
    error RollupDataKindUnknown(uint8 kind);
    error RollupDataMissing(uint256 blob);
    error RollupDataSizeOutOfRange(uint256 greatest, uint256 actual);
    error RollupDataSizeMismatch(uint256 expected, uint256 actual);
    error RollupDataHashMismatch(bytes32 expected, bytes32 actual);
    error RollupBlobsMismatch(uint8 claimed, uint256 actual);
    error RollupQueueBackwards(uint64 least, uint64 actual);
    error RollupQueueGasTooMuch(uint64 greatest, uint64 actual);
    error RollupItemDue(uint64 place, uint64 waited, uint64 deadline);
    error RollupEnforced(uint64 waited);
    error RollupBondTooLow(uint256 expected, uint256 actual);
    error RollupBondTransferFailed(address to, uint256 amount);
    error RollupEvidenceInvalid(Evidence kind);
    error RollupVerifierMissing(Lane lane, Evidence kind);
    error RollupProofInvalid(address verifier, bytes32 digest);
    error RollupGameMissing(Lane lane);
    error RollupDisputed(Lane lane, uint64 index);
    error RollupBatchUnknown(Lane lane, uint64 index);
    error RollupBatchFinal(Lane lane, uint64 index);
    error RollupRangeEmpty();
    error RollupEvidenceMissing(uint64 index, Evidence expected, Evidence actual);
    error RollupWindowOpen(uint64 index, uint64 window, uint64 elapsed);
    error RollupNoContradiction();
    error RollupNotStalled(uint64 least, uint64 actual);

    /// @notice Opens a lane with a genesis batch, which is FINAL.
    /// @param header Header of index 0: epoch 0, parent zero, queue untouched.
    /// @dev *Caller:* the timelock, and the deployer during set-up. *Reverts:* RollupNotSealed while the set-up of
    /// policy, queue or guardian has not ended; RollupPaused; RollupLaneOpen; RollupLaneUnknown for number zero, or one
    /// without a rule or a queue; RollupTermsInvalid; RollupGenesisInvalid with the offset of the field;
    /// RollupRootZero. *Source:* ROLLUP-2, ROLLUP-37, GUARD-2.
    function openLane(bytes calldata header, uint48 bondGwei) external;

    /// @notice Changes the rules or the bond of a lane's later batches.
    /// @dev *Caller:* the timelock. *Reverts:* RollupLaneUnknown; RollupTermsInvalid without rules, with a bond beyond
    /// 1,000 ETH and, in production, without a bond.
    function setTerms(Lane lane, LaneTerms calldata terms) external;

    /// @notice Commits a batch whose data are the blobs of this transaction, or `data`.
    /// @dev *Caller:* a committer; in enforced mode anyone with a bond. *Source:* ROLLUP-6 to ROLLUP-12, QUEUE-9 to
    /// QUEUE-12.
    function commitBatch(
        bytes calldata header,
        bytes calldata parent,
        CommitWitness calldata witness,
        bytes calldata data
    ) external;

    /// @notice Adds ATTESTED to a batch.
    /// @dev *Caller:* anyone. *Reverts:* RollupBatchUnknown, RollupVerifierMissing, RollupProofInvalid, and what the
    /// verifier does. *Source:* ROLLUP-13, ROLLUP-14.
    function attest(Lane lane, uint64 index, bytes calldata proof) external;

    /// @notice Adds PROVEN to the batches behind the last FINAL one, up to and including `last`.
    /// @dev *Caller:* anyone. *Reverts:* as attest; RollupBatchFinal. *Source:* ROLLUP-16.
    function prove(Lane lane, uint64 last, bytes calldata proof) external;

    /// @notice Adds SECURED to a batch whose window has passed without a dispute, since its commit and since the game
    /// was
    /// named.
    /// @dev *Caller:* anyone. *Reverts:* RollupBatchUnknown, RollupGameMissing, RollupWindowOpen, RollupDisputed.
    /// *Source:* ROLLUP-13, ROLLUP-15.
    function secure(Lane lane, uint64 index) external;

    /// @notice Makes batches FINAL, from the one behind the last FINAL one on.
    /// @param last Header of the last of them.
    /// @dev *Caller:* anyone. *Reverts:* RollupPaused, RollupLaneFrozen, RollupLaneEnded, RollupRangeEmpty,
    /// RollupBatchUnknown, RollupDigestMismatch, RollupEvidenceMissing, RollupWindowOpen. *Source:* ROLLUP-17 to
    /// ROLLUP-19.
    function finalize(bytes calldata last) external;

    /// @notice Takes all batches behind `index` away.
    /// @param beneficiary Who gets the bond of the first of them; the zero address: its committer.
    /// @dev *Caller:* the game of the lane, and the council. *Reverts:* RollupCallerInvalid, RollupBatchUnknown,
    /// RollupBatchFinal. *Source:* ROLLUP-21 to ROLLUP-23.
    function rollBack(Lane lane, uint64 index, address beneficiary) external;

    /// @notice Reports two headers of equal input and different output that one verifier accepts.
    /// @dev *Caller:* anyone. *Reverts:* RollupNoContradiction, RollupVerifierMissing, RollupProofInvalid.
    /// *Source:* ROLLUP-24 to ROLLUP-26.
    function reportContradiction(
        Evidence kind,
        bytes calldata header,
        bytes calldata proof,
        bytes calldata otherHeader,
        bytes calldata otherProof
    ) external;

    /// @notice Lets a frozen lane go on, when its rule can be met again.
    /// @dev *Caller:* the timelock. *Reverts:* RollupLaneNotFrozen, RollupVerifierMissing. *Source:* ROLLUP-25.
    function thaw(Lane lane) external;

    /// @notice Opens the escape: the lane ends at its last FINAL batch.
    /// @param finalHeader Header of the last FINAL batch.
    /// @param first The first item behind it; ignored when there is none.
    /// @dev *Caller:* anyone. *Reverts:* RollupLaneEnded, RollupDigestMismatch, RollupNotStalled. *Source:* ESCAPE-1,
    /// ESCAPE-2.
    function endLane(bytes calldata finalHeader, QueueItem calldata first) external;

    /// @notice Adds the wei sent along to the caller's bond.
    function depositBond() external payable;

    /// @notice Pays out what no batch has locked.
    /// @dev *Reverts:* RollupBondTooLow, RollupBondTransferFailed.
    function withdrawBond(uint256 amount) external;

    /// @notice Frees the bond of a batch that was rolled back, or cannot become FINAL because its lane has ended.
    /// @dev *Caller:* anyone. *Reverts:* RollupBatchUnknown when there is none; RollupEvidenceMissing for a batch of an
    /// ended lane with a game that is neither SECURED nor PROVEN by a proof that counts. *Source:* ROLLUP-23.
    function releaseBond(Lane lane, uint64 index) external;

    /// @notice wei of a committer's bond that no batch has locked.
    function freeBondOf(address committer) external view returns (uint256);

    /// @notice Terms of a lane.
    function termsOf(Lane lane) external view returns (LaneTerms memory);

    /// @notice Index of a lane's last batch.
    function lastBatch(Lane lane) external view returns (uint64);

    /// @notice Index of a lane's last batch that is FINAL.
    function lastFinal(Lane lane) external view returns (uint64);

    /// @notice Epoch of a lane: how often it was rolled back.
    function epochOf(Lane lane) external view returns (uint64);

    /// @notice Digest of a batch; zero when there is none at the index.
    function digestOf(Lane lane, uint64 index) external view returns (bytes32);

    /// @notice Level of a batch.
    function levelOf(Lane lane, uint64 index) external view returns (Level);

    /// @notice Evidence that a batch was given; none when there is no batch. Whether it counts when the batch is to be
    /// FINAL depends on the verifier too (ROLLUP-14).
    function evidenceOf(Lane lane, uint64 index) external view returns (Evidence);

    /// @notice Who committed a batch, and when; zero when there is none.
    function commitOf(Lane lane, uint64 index) external view returns (address committer, uint64 committedAt);

    /// @notice What is kept of a FINAL batch; a zero state root when nothing is. *Source:* ROLLUP-19.
    function finalRootOf(Lane lane, uint64 index) external view returns (FinalRoot memory);

    /// @notice Whether value may leave the lane: it is not frozen, or its escape is open, and no pause lasts.
    /// *Source:* ROLLUP-25, ESCAPE-2, GUARD-2.
    function isOpen(Lane lane) external view returns (bool);

    /// @notice Whether the lane is frozen. *Source:* ROLLUP-24.
    function isFrozen(Lane lane) external view returns (bool);

    /// @notice Whether the escape of the lane was opened. *Source:* ESCAPE-1, ESCAPE-2.
    function isEnded(Lane lane) external view returns (bool);
}
