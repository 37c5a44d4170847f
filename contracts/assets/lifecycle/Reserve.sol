// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {AssetId} from "../../types/AssetId.sol";
import {Attestation} from "../../types/Attestation.sol";
import {IAttestationRegistry} from "../attestation/IAttestationRegistry.sol";
import {ILifecycle} from "./ILifecycle.sol";
import {IReserve} from "./IReserve.sol";

/// @notice See {IReserve}.
contract Reserve is IReserve, AccessManaged {
    bytes32 private constant TOPIC = keccak256("RESERVE");
    bytes32 private constant FIELD = keccak256("reserve");

    ILifecycle public immutable lifecycle;
    IAttestationRegistry public immutable attestations;

    mapping(AssetId asset => uint256 reserve) public reserveOf;
    mapping(AssetId asset => uint64 issuedAt) private _issuedAt;

    constructor(
        address authority_,
        ILifecycle lifecycle_,
        IAttestationRegistry attestations_
    ) AccessManaged(authority_) {
        lifecycle = lifecycle_;
        attestations = attestations_;
    }

    /// @inheritdoc IReserve
    function set(AssetId asset, uint256 reserve) external restricted {
        reserveOf[asset] = reserve;
        _issuedAt[asset] = uint64(block.timestamp);
        emit ReserveReported(asset, bytes32(0), reserve);
    }

    /// @inheritdoc IReserve
    function report(AssetId asset, bytes32 id, uint256 reserve, bytes32 salt, bytes32[] calldata proof) external {
        Attestation memory attestation = attestations.attestationOf(id);
        if (!_counts(asset, attestation) || !attestations.isValid(id)) revert ReserveEvidenceInvalid(id);
        if (attestation.issuedAt <= _issuedAt[asset]) {
            revert ReserveEvidenceOutdated(_issuedAt[asset], attestation.issuedAt);
        }
        reserveOf[asset] = reserve;
        _issuedAt[asset] = attestation.issuedAt;
        emit ReserveReported(asset, id, reserve);
        // The field is attested as decimal text; the registry refuses any other value.
        attestations.revealField(id, FIELD, bytes(Strings.toString(reserve)), salt, proof);
    }

    /// @dev As evidence at a checkpoint: about the asset, its issuer and a submission in force, not by its proposer.
    function _counts(AssetId asset, Attestation memory attestation) private view returns (bool) {
        ILifecycle.Submission memory submission = lifecycle.submissionOf(asset, attestation.stage);
        bool isAbout = attestation.asset == asset && attestation.topic == TOPIC;
        bool isInForce = submission.hash != 0 && attestation.submission == submission.hash;
        bool isProper = attestation.subject == lifecycle.issuerOf(asset) && attestation.attester != submission.proposer;
        return isAbout && isInForce && isProper;
    }
}
