// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Evidence} from "../../types/Evidence.sol";
import {FinalRoot} from "../../types/FinalRoot.sol";
import {Lane} from "../../types/Lane.sol";
import {Level} from "../../types/Level.sol";
import {QueueItem} from "../../types/QueueItem.sol";

/// @notice Batches of every lane: commit, evidence, FINAL, rollback. Source: spec/rollup.md.
/// Headers are given as their 360 bytes (ROLLUP-3).
interface IRollup {
    /// @notice What bridges ask, and what a committer gives.
    /// @param expectedDigest Digest that the committer means to commit. Source: ROLLUP-10.
    /// @param hasNext Whether an item is left in the queue behind the batch.
    /// @param next The first item that the batch leaves behind; ignored without one. Source: QUEUE-11.
    struct CommitWitness {
        bytes32 expectedDigest;
        bool hasNext;
        QueueItem next;
    }

    event LaneOpened(Lane indexed lane, bytes32 digest, bytes header);
    event BatchCommitted(
        Lane indexed lane,
        uint64 indexed index,
        bytes32 indexed digest,
        address committer,
        bytes header
    );
    event EvidenceAdded(Lane indexed lane, uint64 indexed index, Evidence kind, address verifier);
    event BatchesFinalized(Lane indexed lane, uint64 indexed index, FinalRoot root);
    event LaneRolledBack(Lane indexed lane, uint64 indexed index, uint64 epoch, address by);
    event LaneFrozen(Lane indexed lane, address verifier);
    event LaneThawed(Lane indexed lane);
    event LaneEnded(Lane indexed lane, uint64 finalIndex);

    /// @notice Commits a batch whose data are the blobs of this transaction, or `data`.
    /// @dev *Caller:* a committer; in enforced mode anyone with a bond. *Source:* ROLLUP-6 to ROLLUP-12, QUEUE-9 to
    /// QUEUE-12.
    function commitBatch(
        bytes calldata header,
        bytes calldata parent,
        CommitWitness calldata witness,
        bytes calldata data
    ) external;

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

    /// @notice Evidence of a batch.
    function evidenceOf(Lane lane, uint64 index) external view returns (Evidence);

    /// @notice What is kept of a FINAL batch; a zero state root when nothing is. *Source:* ROLLUP-19.
    function finalRootOf(Lane lane, uint64 index) external view returns (FinalRoot memory);

    /// @notice Whether value may leave the lane: it is not frozen, and no pause lasts. *Source:* ROLLUP-25, GUARD-2.
    function isOpen(Lane lane) external view returns (bool);

    /// @notice Whether the escape of the lane was opened. *Source:* ESCAPE-1, ESCAPE-2.
    function isEnded(Lane lane) external view returns (bool);
}
