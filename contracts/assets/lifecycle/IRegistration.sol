// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetId} from "../../types/AssetId.sol";
import {RegistrationRecord} from "../../types/RegistrationRecord.sol";

/// @notice Stage one: an asset enters the register with its title documents and physical serials.
/// Source: spec/lifecycle.md, LIFE-12 to LIFE-16.
interface IRegistration {
    /// @notice A registration record was submitted; the event holds it whole.
    event RegistrationSubmitted(AssetId indexed asset, bytes32 indexed submission, RegistrationRecord record);

    error RegistrationFieldMissing(bytes32 field);
    error RegistrationClassChanged(AssetId asset, bytes32 expected, bytes32 actual);
    error RegistrationDocumentCount(uint256 limit, uint256 actual);
    error RegistrationSerialsIncomplete(AssetId asset, uint256 expected, uint256 actual);
    error RegistrationSerialRootMismatch(AssetId asset, bytes32 expected, bytes32 actual);

    /// @notice Submits a record, or a new revision of one that is not approved yet. The caller becomes the issuer.
    /// @return asset keccak256(abi.encode(caller, record.salt)).
    /// @dev *Caller:* restricted (originators). *Reverts:* {RegistrationFieldMissing} with the ASCII name of the field,
    /// {RegistrationDocumentCount}, PledgeTaken, LifecycleIllegalMove.
    function submit(RegistrationRecord calldata record) external returns (AssetId asset);

    /// @notice Adds the next page of serial hashes to the submission in force. *Caller:* its proposer.
    function addSerials(AssetId asset, bytes32[] calldata serials) external;

    /// @notice Enters Registered: the pages equal the attested serial root and the checkpoint is met.
    /// @dev *Caller:* restricted (registrars), never the issuer. *Reverts:* {RegistrationSerialsIncomplete},
    /// {RegistrationSerialRootMismatch}, and as ILifecycle.approve.
    function approve(AssetId asset) external;

    /// @notice The record last submitted.
    function recordOf(AssetId asset) external view returns (RegistrationRecord memory);

    /// @notice The id `originator` gets for `salt`.
    function assetIdOf(address originator, bytes32 salt) external pure returns (AssetId);
}
