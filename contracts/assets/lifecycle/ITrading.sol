// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetId} from "../../types/AssetId.sol";
import {TradingTerms} from "../../types/TradingTerms.sol";

/// @notice Stage five, and what can happen to an asset from issuance on: suspension, default and cure, maturity,
/// transfers the law forces. Source: spec/lifecycle.md, LIFE-39 to LIFE-50.
interface ITrading {
    /// @notice Why an asset is suspended, which decides who can end it.
    enum SuspensionKind {
        None,
        Regulator,
        Guardian,
        Lapse
    }

    event TradingSubmitted(AssetId indexed asset, bytes32 indexed submission, TradingTerms terms);
    event SuspensionOrdered(AssetId indexed asset, SuspensionKind indexed kind, uint64 until, bytes32 reason);
    event ForcedTransferOrdered(
        AssetId indexed asset,
        address indexed from,
        address indexed to,
        uint256 amount,
        bytes32 reason
    );
    event RecoveryOrdered(
        AssetId indexed asset,
        address indexed lost,
        address indexed replacement,
        address identity,
        bytes32 reason
    );

    error TradingFieldInvalid(bytes32 field);
    error TradingReasonMissing();
    error TradingGuardianCooling(AssetId asset, uint64 until);
    error TradingNotLapsed(AssetId asset);
    error TradingSuspensionHolds(AssetId asset, SuspensionKind kind, uint64 until);
    error TradingNotOverdue(AssetId asset, uint64 graceEnds, uint64 current);
    error TradingStillOverdue(AssetId asset, uint64 dueDate);
    error TradingNotMature(AssetId asset, uint64 maturity, uint64 current);
    error TradingPaymentsOpen(AssetId asset, uint256 paid, uint256 periods);
    error TradingWindingUp(AssetId asset);
    error TradingTokenMissing(AssetId asset);

    /// @notice Submits the admission to trading. *Caller:* the issuer or an appointed proposer.
    function submit(AssetId asset, TradingTerms calldata terms) external;

    /// @notice Enters Trading. *Caller:* restricted (venues), never the proposer.
    function approve(AssetId asset) external;

    /// @notice Suspends until resumed, or takes over a guardian's or a lapse suspension. *Caller:* restricted
    /// (regulators).
    /// @param reason keccak256 of the stated reason.
    function suspend(AssetId asset, bytes32 reason) external;

    /// @notice Suspends for at most GUARDIAN_PERIOD, once in GUARDIAN_COOLDOWN. *Caller:* restricted (guardians).
    function suspendUrgently(AssetId asset, bytes32 reason) external;

    /// @notice Suspends an asset whose checkpoints no longer hold: an attestation expired, was revoked or went stale.
    /// *Caller:* anyone.
    function suspendLapsed(AssetId asset) external;

    /// @notice Ends any suspension and restores the stored stage. *Caller:* restricted (regulators).
    function resume(AssetId asset, bytes32 reason) external;

    /// @notice Ends a guardian's suspension that ran out, or a lapse that was made good. *Caller:* anyone.
    function release(AssetId asset) external;

    /// @notice Declares default once a payment is overdue beyond the grace period. *Caller:* restricted (trustees).
    function declareDefault(AssetId asset, bytes32 reason) external;

    /// @notice Ends a default when nothing is overdue any more and restores the stored stage. *Caller:* restricted
    /// (trustees).
    function cure(AssetId asset, bytes32 reason) external;

    /// @notice Enters Matured at or after maturity with every period paid. *Caller:* anyone.
    function mature(AssetId asset) external;

    /// @notice Moves units by force of law, also while suspended or in default; the receiver must be verified.
    /// *Caller:* restricted (enforcement). Emits the reason before the token's own event.
    function forceTransfer(AssetId asset, address from, address to, uint256 amount, bytes32 reason) external;

    /// @notice Replaces a lost wallet of one identity. *Caller:* restricted (transfer agents).
    function recover(AssetId asset, address lost, address replacement, address identity, bytes32 reason) external;

    function termsOf(AssetId asset) external view returns (TradingTerms memory);
    function suspensionOf(AssetId asset) external view returns (SuspensionKind kind, uint64 until);
}
