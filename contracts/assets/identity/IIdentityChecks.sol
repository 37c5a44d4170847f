// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IClaimIssuer} from "../../interfaces/erc3643/IClaimIssuer.sol";
import {IERC3643IdentityRegistry} from "../../interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {IIdentity} from "../../interfaces/erc3643/IIdentity.sol";

/// @notice What the identity registry offers beyond ERC-3643.
interface IIdentityChecks is IERC3643IdentityRegistry {
    error RegistryAddressMissing();
    error RegistryLengthMismatch(uint256 expected, uint256 actual);
    /// @notice The caller sent too little gas to ask an identity; more gas may give another answer.
    error RegistryGasTooLow();

    /// @notice Whether `identity` holds a claim on `topic` made by exactly `issuer`, which still vouches for it.
    /// @param identity Identity contract; treated as hostile.
    /// @param topic Claim topic.
    /// @param issuer Trusted issuer the claim must come from.
    /// @dev Reverts as the identity pleases; {isVerified} calls it with bounded gas and takes a revert for false.
    function hasValidClaim(IIdentity identity, uint256 topic, IClaimIssuer issuer) external view returns (bool);

    /// @notice The identity of a wallet, or the one it had when it was removed.
    function lastIdentity(address wallet) external view returns (IIdentity);
}
