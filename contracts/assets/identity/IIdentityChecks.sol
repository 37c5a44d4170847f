// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IClaimIssuer} from "../../interfaces/erc3643/IClaimIssuer.sol";
import {IIdentity} from "../../interfaces/erc3643/IIdentity.sol";
import {IIdentityRegistry} from "../../interfaces/erc3643/IIdentityRegistry.sol";

/// @notice What the identity registry offers beyond ERC-3643.
interface IIdentityChecks is IIdentityRegistry {
    event EligibilityChecksDisabled();
    event EligibilityChecksEnabled();
    event WalletListenerSet(address indexed listener, bool listening);

    error RegistryAddressMissing();
    error RegistryChecksUnchanged(bool disabled);
    error RegistryListenersTooMany(uint256 limit);
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

    /// @notice Has a contract told of every link, unlink, and change of identity or country.
    /// @param listener An {IWalletListener}, as a rule the token; at most 16. Its failure fails the change.
    /// @dev *Caller:* the owner. *Reverts:* {RegistryAddressMissing}, {RegistryListenersTooMany}.
    function setWalletListener(address listener, bool listening) external;

    /// @notice Whether a contract is told.
    function isWalletListener(address account) external view returns (bool);
}
