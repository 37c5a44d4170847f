// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetId} from "../../types/AssetId.sol";

/// @notice The attested reserve behind an asset's units; supply value never exceeds it when units are created.
/// Source: spec/lifecycle.md, LIFE-37.
interface IReserve {
    /// @param attestation Attestation the figure was revealed from, zero when it comes with an offer's opening.
    event ReserveReported(AssetId indexed asset, bytes32 indexed attestation, uint256 reserve);

    error ReserveEvidenceInvalid(bytes32 attestation);
    error ReserveEvidenceOutdated(uint64 newest, uint64 issuedAt);

    /// @notice Sets the reserve from an approved offer. *Caller:* restricted (Issuance).
    /// @param reserve Minor units of the asset's currency.
    function set(AssetId asset, uint256 reserve) external;

    /// @notice Replaces the reserve by the "reserve" field of a newer RESERVE attestation, proven by its Merkle proof.
    /// *Caller:* anyone; the evidence decides.
    /// @dev *Reverts:* {ReserveEvidenceInvalid} unless the attestation is valid and counts as at a checkpoint: about
    /// the issuer and a submission in force, not by its proposer; {ReserveEvidenceOutdated}, AttestationFieldMismatch.
    function report(
        AssetId asset,
        bytes32 attestation,
        uint256 reserve,
        bytes32 salt,
        bytes32[] calldata proof
    ) external;

    /// @notice Reserve, millionths of the asset's currency.
    function reserveOf(AssetId asset) external view returns (uint256);
}
