// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IClaimIssuer} from "../../interfaces/erc3643/IClaimIssuer.sol";
import {IERC735} from "../../interfaces/erc3643/IERC735.sol";
import {IIdentity} from "../../interfaces/erc3643/IIdentity.sol";
import {IIdentityContract} from "./IIdentityContract.sol";
import {IdentityKeys} from "./IdentityKeys.sol";
import {TypedClaims} from "./TypedClaims.sol";

/// @notice An ONCHAINID-compatible identity: keys and claims. Source: IDENTITY-11 to IDENTITY-15, IDENTITY-40.
contract Identity is IdentityKeys, TypedClaims {
    using EnumerableSet for EnumerableSet.Bytes32Set;

    struct Claim {
        uint256 topic;
        uint256 scheme;
        address issuer;
        bytes signature;
        bytes data;
        string uri;
    }

    /// @custom:storage-location erc7201:muniment.storage.Identity
    struct IdentityStorage {
        mapping(bytes32 claimId => Claim) claims;
        mapping(uint256 topic => EnumerableSet.Bytes32Set) claimsOn;
    }

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.Identity")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant IDENTITY_SLOT = 0x36fcf35af898313ff514e8f3001a4c32f3009d7c3084a25c24b09c6ea1b91a00;

    /// @inheritdoc IIdentityContract
    function initialize(address manager) external initializer {
        _initializeKeys(manager);
    }

    /// @inheritdoc IERC735
    function addClaim(
        uint256 topic,
        uint256 scheme,
        address issuer,
        bytes calldata signature,
        bytes calldata data,
        string calldata uri
    ) external onlyPurpose(CLAIM_SIGNER) returns (bytes32 claimId) {
        // What an identity says of itself needs no other's word.
        if (issuer != address(this) && !IClaimIssuer(issuer).isClaimValid(this, topic, signature, data)) {
            revert IdentityClaimInvalid(issuer, topic);
        }
        claimId = keccak256(abi.encode(issuer, topic));
        bool isNew = _identity().claimsOn[topic].add(claimId);
        _identity().claims[claimId] = Claim(topic, scheme, issuer, signature, data, uri);
        if (isNew) emit ClaimAdded(claimId, topic, scheme, issuer, signature, data, uri);
        else emit ClaimChanged(claimId, topic, scheme, issuer, signature, data, uri);
    }

    /// @inheritdoc IERC735
    function removeClaim(bytes32 claimId) external onlyPurpose(CLAIM_SIGNER) returns (bool) {
        Claim memory claim = _identity().claims[claimId];
        if (!_identity().claimsOn[claim.topic].remove(claimId)) revert IdentityClaimUnknown(claimId);
        delete _identity().claims[claimId];
        emit ClaimRemoved(claimId, claim.topic, claim.scheme, claim.issuer, claim.signature, claim.data, claim.uri);
        return true;
    }

    /// @inheritdoc IERC735
    function getClaim(
        bytes32 claimId
    )
        external
        view
        returns (
            uint256 topic,
            uint256 scheme,
            address issuer,
            bytes memory signature,
            bytes memory data,
            string memory uri
        )
    {
        Claim storage claim = _identity().claims[claimId];
        return (claim.topic, claim.scheme, claim.issuer, claim.signature, claim.data, claim.uri);
    }

    /// @inheritdoc IERC735
    function getClaimIdsByTopic(uint256 topic) external view returns (bytes32[] memory) {
        return _identity().claimsOn[topic].values();
    }

    /// @inheritdoc IIdentity
    function isClaimValid(
        IIdentity subject,
        uint256 topic,
        bytes calldata signature,
        bytes calldata data
    ) public view virtual returns (bool) {
        return _isCurrent(signature) && _isSigned(address(subject), topic, signature, data);
    }

    /// @inheritdoc IIdentityContract
    function version() external pure returns (string memory) {
        return "2.2.1";
    }

    /// @inheritdoc IIdentityContract
    function getRecoveredAddress(bytes calldata signature, bytes32 digest) external pure returns (address signer) {
        (signer, , ) = ECDSA.tryRecoverCalldata(digest, signature);
    }

    /// @dev Whenever it counts. Refuses high s, v other than 27 and 28, and other lengths: a key's signature has one
    /// form.
    function _isSigned(
        address subject,
        uint256 topic,
        bytes memory signature,
        bytes memory data
    ) internal view returns (bool) {
        Form form = _formOf(signature);
        if (form == Form.Unknown) return false;
        if (form == Form.Personal) {
            bytes32 content = MessageHashUtils.toEthSignedMessageHash(_content(subject, topic, data));
            return _isSignedByKey(content, signature);
        }
        (uint48 validFrom, uint48 expiry) = claimWindow(signature);
        bytes32 digest = hashTypedClaim(TypedClaim(subject, topic, data, validFrom, expiry));
        if (form == Form.TypedByKey) return _isSignedByKey(digest, _keySignature(signature));
        (address signer, bytes memory inner) = _contractSignature(signature);
        return
            keyHasPurpose(_keyOf(signer), CLAIM_SIGNER) &&
            SignatureChecker.isValidERC1271SignatureNow(signer, digest, inner);
    }

    /// @dev What a claim says in either scheme; scheme 1 signs it as a personal message.
    function _content(address subject, uint256 topic, bytes memory data) internal pure returns (bytes32) {
        return keccak256(abi.encode(subject, topic, data));
    }

    function _isSignedByKey(bytes32 digest, bytes memory signature) private view returns (bool) {
        (address signer, ECDSA.RecoverError fault, ) = ECDSA.tryRecover(digest, signature);
        return fault == ECDSA.RecoverError.NoError && keyHasPurpose(_keyOf(signer), CLAIM_SIGNER);
    }

    function _identity() private pure returns (IdentityStorage storage $) {
        assembly ("memory-safe") {
            $.slot := IDENTITY_SLOT // ERC-7201 pointer
        }
    }
}
