// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IClaimIssuer} from "../../interfaces/erc3643/IClaimIssuer.sol";

/// @notice Revocation by what a claim says, which no other signature and no hostile identity can undo.
interface IClaimRevocation is IClaimIssuer {
    /// @notice Nothing this issuer signed with this content counts any more.
    /// @param content keccak256(abi.encode(identity, topic, data)).
    event ClaimContentRevoked(address indexed identity, uint256 indexed topic, bytes32 indexed content);

    error ClaimNotIssuedHere(bytes32 claimId, address identity);
    error ClaimAlreadyRevoked(bytes32 content);
    /// @notice What is not a key's signature cannot be revoked by its bytes, for it may have other forms.
    error ClaimSignatureNotRevocable(bytes signature);

    /// @notice Revokes a claim from the issuer's own records, without asking the identity.
    /// @dev *Caller:* a management key. *Reverts:* {ClaimAlreadyRevoked}.
    function revokeClaimFor(address identity, uint256 topic, bytes calldata data) external;

    /// @notice Whether a claim was revoked by its signature; the same as {isClaimRevoked}. Source: ONCHAINID ABI.
    function revokedClaims(bytes calldata signature) external view returns (bool);

    /// @notice Whether the content was revoked.
    function isContentRevoked(bytes32 content) external view returns (bool);
}
