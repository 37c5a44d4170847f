// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IClaimIssuer} from "../../interfaces/erc3643/IClaimIssuer.sol";
import {IIdentity} from "../../interfaces/erc3643/IIdentity.sol";
import {IClaimRevocation} from "./IClaimRevocation.sol";
import {Identity} from "./Identity.sol";

/// @notice An identity that issues claims about others and takes them back for ever. Source: IDENTITY-16 to
/// IDENTITY-18, IDENTITY-46.
contract ClaimIssuer is Identity, IClaimRevocation {
    /// @custom:storage-location erc7201:muniment.storage.ClaimIssuer
    struct ClaimIssuerStorage {
        mapping(bytes32 content => bool) revokedContents;
        mapping(bytes32 signatureId => bool) revokedSignatures;
    }

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.ClaimIssuer")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant CLAIM_ISSUER_SLOT = 0xd112ebc2d0f465abb0229633ada03f4f013f3b9208e50cfae69ac5da617ddf00;

    /// @inheritdoc IClaimIssuer
    function revokeClaim(bytes32 claimId, address subject) external onlyPurpose(MANAGEMENT) returns (bool) {
        (uint256 topic, , address issuer, bytes memory signature, bytes memory data, ) = IIdentity(subject).getClaim(
            claimId
        );
        // A hostile identity may show what was never signed for it; revokeClaimFor does not ask it.
        if (
            issuer != address(this) ||
            claimId != keccak256(abi.encode(issuer, topic)) ||
            !_isSigned(subject, topic, signature, data)
        ) revert ClaimNotIssuedHere(claimId, subject);
        _revokeContent(subject, topic, data);
        _issuer().revokedSignatures[_signatureId(signature)] = true;
        emit ClaimRevoked(signature);
        return true;
    }

    /// @inheritdoc IClaimIssuer
    function revokeClaimBySignature(bytes calldata signature) external onlyPurpose(MANAGEMENT) {
        Form form = _formOf(signature);
        if (form == Form.Unknown || form == Form.TypedByContract) revert ClaimSignatureNotRevocable(signature);
        bytes32 id = _signatureId(signature);
        if (_issuer().revokedSignatures[id]) revert ClaimAlreadyRevoked(id);
        _issuer().revokedSignatures[id] = true;
        emit ClaimRevoked(signature);
    }

    /// @inheritdoc IClaimRevocation
    function revokeClaimFor(address subject, uint256 topic, bytes calldata data) external onlyPurpose(MANAGEMENT) {
        _revokeContent(subject, topic, data);
    }

    /// @inheritdoc IClaimRevocation
    function isContentRevoked(bytes32 content) external view returns (bool) {
        return _issuer().revokedContents[content];
    }

    /// @inheritdoc IClaimRevocation
    function revokedClaims(bytes calldata signature) external view returns (bool) {
        return isClaimRevoked(signature);
    }

    /// @inheritdoc IClaimIssuer
    function isClaimRevoked(bytes calldata signature) public view returns (bool) {
        return _issuer().revokedSignatures[_signatureId(signature)];
    }

    /// @inheritdoc IIdentity
    function isClaimValid(
        IIdentity subject,
        uint256 topic,
        bytes calldata signature,
        bytes calldata data
    ) public view override(Identity, IIdentity) returns (bool) {
        return
            _isCurrent(signature) &&
            _isSigned(address(subject), topic, signature, data) &&
            !isClaimRevoked(signature) &&
            !_issuer().revokedContents[_content(address(subject), topic, data)];
    }

    function _revokeContent(address subject, uint256 topic, bytes memory data) private {
        bytes32 content = _content(subject, topic, data);
        if (_issuer().revokedContents[content]) revert ClaimAlreadyRevoked(content);
        _issuer().revokedContents[content] = true;
        emit ClaimContentRevoked(subject, topic, content);
    }

    /// @dev Of a key's signature its first word, r: the same in every form that ECDSA allows one signature to take.
    function _signatureId(bytes memory signature) private pure returns (bytes32) {
        Form form = _formOf(signature);
        if (form == Form.TypedByContract) return keccak256(signature);
        return bytes32(form == Form.TypedByKey ? _keySignature(signature) : signature);
    }

    function _issuer() private pure returns (ClaimIssuerStorage storage $) {
        assembly ("memory-safe") {
            $.slot := CLAIM_ISSUER_SLOT // ERC-7201 pointer
        }
    }
}
