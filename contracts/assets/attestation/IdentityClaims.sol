// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IClaimVerifier} from "../../interfaces/IClaimVerifier.sol";
import {IVerificationEpoch} from "../../interfaces/IVerificationEpoch.sol";
import {IVerificationSource} from "../../interfaces/IVerificationSource.sol";
import {AssetId} from "../../types/AssetId.sol";
import {Attestation} from "../../types/Attestation.sol";
import {IIdentityClaims} from "./IIdentityClaims.sol";

/// @notice Keeps, for every subject and topic of the identity scope, the one attestation that counts, in one slot.
/// Source: ATTEST-40 to ATTEST-46.
abstract contract IdentityClaims is IIdentityClaims, IERC165 {
    /// @notice The claim that counts, one slot.
    struct Claim {
        address attester;
        uint48 issuedAt;
        uint48 expiresAt;
    }

    AssetId private constant _IDENTITY_SCOPE = AssetId.wrap(keccak256("muniment.identity"));

    mapping(address subject => mapping(uint256 topic => Claim)) private _claims;
    mapping(address subject => mapping(uint256 topic => bytes32 id)) private _claimIds;
    IVerificationEpoch private _epoch;

    /// @inheritdoc IIdentityClaims
    function presentClaim(bytes32 id) external {
        Attestation memory statement = _validStatement(id);
        if (!(statement.asset == _IDENTITY_SCOPE) || !_adopt(id, statement)) revert ClaimNotPresentable(id);
    }

    /// @inheritdoc IClaimVerifier
    function claimValidUntil(address subject, uint256 topic) external view returns (uint48) {
        return _validUntil(subject, topic);
    }

    /// @inheritdoc IClaimVerifier
    function claimsValidUntil(address first, address second, uint256 topic) external view returns (uint48, uint48) {
        return (_validUntil(first, topic), _validUntil(second, topic));
    }

    /// @inheritdoc IIdentityClaims
    function claimIdOf(address subject, uint256 topic) external view returns (bytes32) {
        return _claimIds[subject][topic];
    }

    /// @inheritdoc IVerificationSource
    function verificationEpoch() external view returns (address) {
        return address(_epoch);
    }

    /// @inheritdoc IIdentityClaims
    function identityScope() external pure returns (AssetId) {
        return _IDENTITY_SCOPE;
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return
            id == type(IClaimVerifier).interfaceId ||
            id == type(IVerificationSource).interfaceId ||
            id == type(IERC165).interfaceId;
    }

    function _setEpoch(address epoch) internal {
        if (address(_epoch) != address(0)) revert VerificationEpochFixed(address(_epoch));
        if (epoch.code.length == 0 || !IVerificationEpoch(epoch).isSource(address(this))) {
            revert VerificationEpochUnfit(epoch);
        }
        _epoch = IVerificationEpoch(epoch);
        emit VerificationEpochSet(epoch);
    }

    function _advanceEpoch() internal {
        if (address(_epoch) != address(0)) _epoch.advance();
    }

    /// @dev The later statement counts, as long as the earlier one of another attester does not stand alone. What was
    /// verified by a claim that now ends earlier is not reused.
    /// @return adopted False for statements about assets, for those their attester replaced, and where one that stands
    /// was issued later.
    function _adopt(bytes32 id, Attestation memory statement) internal returns (bool adopted) {
        if (!(statement.asset == _IDENTITY_SCOPE) || !_isLatest(id, statement)) return false;
        uint256 topic = uint256(statement.topic);
        Claim storage claim = _claims[statement.subject][topic];
        bool stands =
            claim.attester != address(0) &&
                claim.expiresAt > block.timestamp &&
                _vouches(statement.topic, claim.attester);
        if (stands && claim.issuedAt > statement.issuedAt) return false;

        // Times fit 48 bits: the first has passed, the second is cut off there.
        uint48 expiresAt = uint48(Math.min(statement.expiresAt, type(uint48).max));
        bool shortens = stands && expiresAt < claim.expiresAt;
        _claims[statement.subject][topic] = Claim(statement.attester, uint48(statement.issuedAt), expiresAt);
        _claimIds[statement.subject][topic] = id;
        emit IdentityClaimSet(statement.subject, topic, id);
        if (shortens) _advanceEpoch();
        return true;
    }

    /// @dev A revoked attestation counts no more; another that stands has to be presented.
    function _drop(bytes32 id, Attestation memory statement) internal {
        uint256 topic = uint256(statement.topic);
        if (!(statement.asset == _IDENTITY_SCOPE) || _claimIds[statement.subject][topic] != id) return;
        delete _claims[statement.subject][topic];
        delete _claimIds[statement.subject][topic];
        emit IdentityClaimSet(statement.subject, topic, bytes32(0));
        _advanceEpoch();
    }

    /// @dev Whether its attester has not replaced it by a later statement, whatever became of that one.
    function _isLatest(bytes32 id, Attestation memory statement) internal view virtual returns (bool);

    /// @dev Reverts unless the attestation stands now.
    function _validStatement(bytes32 id) internal view virtual returns (Attestation memory);

    function _validUntil(address subject, uint256 topic) private view returns (uint48) {
        if (subject == address(0)) return 0;
        Claim storage claim = _claims[subject][topic];
        address attester = claim.attester;
        return attester != address(0) && _vouches(bytes32(topic), attester) ? claim.expiresAt : 0;
    }

    /// @dev Whether the word of this attester alone counts for the topic.
    function _vouches(bytes32 topic, address attester) internal view virtual returns (bool);
}
