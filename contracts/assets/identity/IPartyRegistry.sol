// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Party} from "./Party.sol";

/// @notice Everything a movement needs to know of both wallets, in one call. A token finds out by ERC-165 whether its
/// registry offers this.
interface IPartyRegistry {
    /// @notice Identity, country and verification of two wallets; the zero address is nobody.
    /// @dev *Reverts:* {IIdentityChecks-RegistryGasTooLow}.
    function partiesOf(address first, address second) external view returns (Party memory, Party memory);

    /// @notice Identity and country alone; `verifiedUntil` is left zero.
    function recordsOf(address first, address second) external view returns (Party memory, Party memory);
}
