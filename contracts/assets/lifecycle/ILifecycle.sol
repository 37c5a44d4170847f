// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetId} from "../../types/AssetId.sol";
import {Checkpoint} from "../../types/Checkpoint.sol";
import {Stage} from "../../types/Stage.sol";

/// @notice The stage of every asset, its checkpoint chain and its submissions. The only place where a stage changes.
/// Source: spec/lifecycle.md.
interface ILifecycle {
    /// @notice What is known of one asset.
    /// @param stage Where it stands.
    /// @param beforeSuspension Stage to restore when a suspension ends.
    /// @param beforeDefault Stage to restore when a default is cured; may be Suspended.
    /// @param isOfferOpen Whether an offer is open, which blocks leaving Tokenized other than by its close.
    /// @param issuer Party the asset belongs to; subject of its attestations.
    /// @param assetClass keccak256 of the class name.
    /// @param token Linked token, zero before tokenization.
    /// @param head Hash of the newest checkpoint.
    /// @param checkpoints Number of checkpoints.
    struct Asset {
        Stage stage;
        Stage beforeSuspension;
        Stage beforeDefault;
        bool isOfferOpen;
        address issuer;
        bytes32 assetClass;
        address token;
        bytes32 head;
        uint64 checkpoints;
    }

    /// @notice What was last submitted for a stage.
    /// @param hash keccak256(abi.encode(asset, stage, revision, record)); zero when nothing is in force.
    /// @param record Hash of the stage's record.
    /// @param proposer Who submitted it.
    /// @param revision Counts submissions of this stage, from 1; never reused.
    /// @param policyVersion Checkpoint version under which it was approved, 0 before.
    /// @param areChangesRequested Whether the approver asked for a new revision.
    struct Submission {
        bytes32 hash;
        bytes32 record;
        address proposer;
        uint32 revision;
        uint32 policyVersion;
        bool areChangesRequested;
    }

    event AssetOpened(AssetId indexed asset, address indexed issuer, bytes32 indexed assetClass);
    event ProposerAppointed(AssetId indexed asset, Stage indexed stage, address indexed proposer, bool isAppointed);
    event SubmissionProposed(
        AssetId indexed asset,
        Stage indexed stage,
        bytes32 indexed submission,
        address proposer,
        uint32 revision,
        bytes32 record
    );
    event ChangesRequested(AssetId indexed asset, Stage indexed stage, address indexed actor, bytes32 reason);
    event TokenLinked(AssetId indexed asset, address indexed token);
    event TokenUnlinked(AssetId indexed asset, address indexed token);
    event OfferHeld(AssetId indexed asset, bool isOpen);

    /// @notice The only stage event: one link of the checkpoint chain with the evidence that counted.
    event StageAdvanced(
        AssetId indexed asset,
        Stage indexed from,
        Stage indexed to,
        Checkpoint checkpoint,
        bytes32[] evidence,
        bytes32 hash
    );

    error LifecycleAssetExists(AssetId asset);
    error LifecycleAssetUnknown(AssetId asset);
    error LifecycleIllegalMove(AssetId asset, Stage from, Stage to);
    error LifecycleNotIssuer(AssetId asset, address caller);
    error LifecycleNotProposer(AssetId asset, Stage stage, address caller);
    error LifecycleNothingSubmitted(AssetId asset, Stage stage);
    error LifecycleChangesRequested(AssetId asset, Stage stage);
    error LifecycleSameParty(AssetId asset, address party);
    error LifecycleSupplyOutstanding(AssetId asset, uint256 supply);
    error LifecycleOfferOpen(AssetId asset);
    error LifecycleTokenTaken(address token, AssetId asset);
    error LifecycleReasonMissing();

    // --- people ---

    /// @notice Lets `proposer` submit for one stage on the issuer's behalf, or ends that. *Caller:* the issuer.
    function appoint(AssetId asset, Stage stage, address proposer, bool isAppointed) external;

    /// @notice Asks for a new revision of what is submitted for the next stage; blocks its approval until then.
    /// @param reason keccak256 of the stated reason, not zero.
    /// @dev *Caller:* restricted (approvers).
    function requestChanges(AssetId asset, bytes32 reason) external;

    /// @notice Ends the asset's life before issuance at the issuer's wish. *Caller:* the issuer; supply 0, no open
    /// offer.
    function withdraw(AssetId asset, bytes32 reason) external;

    /// @notice Ends the asset's life before issuance. *Caller:* restricted (approvers), not the issuer; no open offer.
    function reject(AssetId asset, bytes32 reason) external;

    /// @notice Goes back one stage from Structured or Tokenized while supply is 0 and no offer is open; evidence of the
    /// stage left and later ones stops counting; the token is unlinked. *Caller:* restricted (approvers).
    function rollback(AssetId asset, bytes32 reason) external;

    // --- stage contracts (restricted) ---

    /// @notice Opens a new asset at stage None.
    function open(AssetId asset, address issuer, bytes32 assetClass) external;

    /// @notice Records a submission for the next stage; replaces one that was not approved, as a new revision.
    /// @param proposer Issuer or appointed proposer who called the stage contract.
    /// @param record Hash of the stage's record.
    function propose(
        AssetId asset,
        Stage stage,
        address proposer,
        bytes32 record
    ) external returns (bytes32 submission);

    /// @notice Enters the next stage: submission in force, four eyes, no changes requested, checkpoint met now.
    /// @param approver Who approved; never the proposer.
    function approve(AssetId asset, Stage stage, address approver) external;

    /// @notice Moves along an edge without a checkpoint: suspend, default, mature, redeem.
    function move(AssetId asset, Stage to, address actor, bytes32 reason) external;

    /// @notice Leaves Suspended or Defaulted for the stage stored when it was entered.
    function restore(AssetId asset, Stage from, address actor, bytes32 reason) external;

    /// @notice Links the token at tokenization; one asset per token, one token per asset.
    function linkToken(AssetId asset, address token) external;

    /// @notice Marks an offer as open or over.
    function holdForOffer(AssetId asset, bool isOpen) external;

    // --- views ---

    function assetOf(address token) external view returns (AssetId);
    function stateOf(AssetId asset) external view returns (Asset memory);
    function stageOf(AssetId asset) external view returns (Stage);
    function issuerOf(AssetId asset) external view returns (address);
    function tokenOf(AssetId asset) external view returns (address);
    function submissionOf(AssetId asset, Stage stage) external view returns (Submission memory);
    function isProposer(AssetId asset, Stage stage, address account) external view returns (bool);

    /// @notice Whether `submission` is in force for `stage`: neither replaced, voided nor asked for changes, and the
    /// asset is live.
    function isInForce(AssetId asset, Stage stage, bytes32 submission) external view returns (bool);

    /// @notice Reverts unless `stage` is the next one and the requirements of the offer's opening hold now for what is
    /// submitted for it.
    function requireOpening(AssetId asset, Stage stage) external view;

    /// @notice Reverts unless every per-holder requirement of `stage` is proven about `holder` now.
    function requireHolder(AssetId asset, Stage stage, address holder) external view;

    /// @notice Whether the checkpoint of every stage entered so far is still met.
    function isCurrent(AssetId asset) external view returns (bool);

    /// @notice Whether the asset is in none of the terminal stages.
    function isLive(AssetId asset) external view returns (bool);
}
