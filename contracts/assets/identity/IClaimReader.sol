// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IClaimIssuer} from "../../interfaces/erc3643/IClaimIssuer.sol";
import {IIdentity} from "../../interfaces/erc3643/IIdentity.sol";

/// @notice Asks whether a claim of a trusted issuer stands.
interface IClaimReader {
    /// @notice The caller sent too little gas to ask an identity; more gas may give another answer.
    error RegistryGasTooLow();

    /// @notice Whether `identity` holds a claim on `topic` made by exactly `issuer`, which still vouches for it.
    /// @param identity Identity contract; treated as hostile.
    /// @param topic Claim topic.
    /// @param issuer Trusted issuer the claim must come from.
    /// @dev Reverts as the identity pleases; {isVerified} calls it with bounded gas and takes a revert for false.
    function hasValidClaim(IIdentity identity, uint256 topic, IClaimIssuer issuer) external view returns (bool);
}
