// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IIdentity} from "../../interfaces/erc3643/IIdentity.sol";
import {IIdentityRegistry} from "../../interfaces/erc3643/IIdentityRegistry.sol";
import {IClaimReader} from "./IClaimReader.sol";

/// @notice What the identity registry offers beyond ERC-3643.
interface IIdentityChecks is IIdentityRegistry, IClaimReader {
    event EligibilityChecksDisabled();
    event EligibilityChecksEnabled();
    event WalletListenerSet(address indexed listener, bool listening);

    error RegistryAddressMissing();
    error RegistryChecksUnchanged(bool disabled);
    error RegistryListenersTooMany(uint256 limit);
    error RegistryLengthMismatch(uint256 expected, uint256 actual);
    /// @notice The identity of a wallet, or the one it had when it was removed.
    function lastIdentity(address wallet) external view returns (IIdentity);

    /// @notice Has a contract told of every link, unlink, and change of identity or country.
    /// @param listener An {IWalletListener}, as a rule the token; at most 16. Its failure fails the change.
    /// @dev *Caller:* the owner. *Reverts:* {RegistryAddressMissing}, {RegistryListenersTooMany}.
    function setWalletListener(address listener, bool listening) external;

    /// @notice Whether a contract is told.
    function isWalletListener(address account) external view returns (bool);
}
