// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IIdentity} from "../../interfaces/erc3643/IIdentity.sol";

/// @notice The errors of the identity contract.
interface IIdentityContract is IIdentity {
    error IdentityKeyMissing();
    error IdentityKeyHasPurpose(bytes32 key, uint256 purpose);
    error IdentityKeyLacksPurpose(bytes32 key, uint256 purpose);
    error IdentityCallerLacksPurpose(address caller, uint256 purpose);
    error IdentityExecutionUnknown(uint256 executionId);
    error IdentityExecutionDone(uint256 executionId);
    error IdentityClaimInvalid(address issuer, uint256 topic);
    error IdentityClaimUnknown(bytes32 claimId);
}
