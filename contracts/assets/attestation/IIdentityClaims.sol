// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IClaimVerifier} from "../../interfaces/IClaimVerifier.sol";
import {IVerificationSource} from "../../interfaces/IVerificationSource.sol";
import {AssetId} from "../../types/AssetId.sol";

/// @notice Attestations as evidence of who may hold a token: the attestation registry is itself a trusted issuer, and
/// an investor needs no identity contract. Source: spec/attestation.md, ATTEST-40 to ATTEST-46.
interface IIdentityClaims is IClaimVerifier, IVerificationSource {
    /// @notice The attestation that now counts for a subject's claim; zero: none any more.
    event IdentityClaimSet(address indexed subject, uint256 indexed topic, bytes32 indexed id);

    error ClaimNotPresentable(bytes32 id);

    /// @notice Lets an attestation count for its subject's claim, after the one that counted was revoked or its
    /// attester distrusted. *Caller:* anyone.
    /// @param id A valid attestation of the identity scope, issued no earlier than one that stands.
    /// @dev *Reverts:* {ClaimNotPresentable}.
    function presentClaim(bytes32 id) external;

    /// @notice The attestation that counts for a claim, or zero.
    function claimIdOf(address subject, uint256 topic) external view returns (bytes32);

    /// @notice The asset id under which statements about persons rather than assets are recorded,
    /// keccak256("muniment.identity").
    function identityScope() external pure returns (AssetId);
}
