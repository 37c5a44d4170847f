// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IIdentity} from "./IIdentity.sol";

/// @notice An identity that issues claims about others and can take them back. Source: ONCHAINID ABI.
interface IClaimIssuer is IIdentity {
    event ClaimRevoked(bytes indexed signature);

    /// @notice Revokes the claim an identity holds under an id. *Caller:* a management key.
    function revokeClaim(bytes32 _claimId, address _identity) external returns (bool);

    /// @notice Revokes a claim by its signature. *Caller:* a management key.
    function revokeClaimBySignature(bytes calldata signature) external;

    /// @notice Whether the claim with this signature was revoked.
    function isClaimRevoked(bytes calldata _sig) external view returns (bool);
}
