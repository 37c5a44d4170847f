// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IModule} from "./IModule.sol";

/// @notice A transfer needs sender or receiver on a list. Source: COMPLIANCE-22, COMPLIANCE-23.
interface ITransferRestrictModule is IModule {
    event UserAllowed(address _compliance, address _userAddress);
    event UserDisallowed(address _compliance, address _userAddress);

    error UserAlreadyAllowed(address compliance, address user);
    error UserNotAllowed(address compliance, address user);

    /// @notice Puts a user on the list. *Caller:* a bound compliance. *Reverts:* {UserAlreadyAllowed}.
    /// @param _userAddress A wallet, or an identity for all its wallets.
    function allowUser(address _userAddress) external;

    /// @notice Puts users on the list; those on it stay. *Caller:* a bound compliance.
    function batchAllowUsers(address[] calldata _userAddresses) external;

    /// @notice Takes a user off the list. *Caller:* a bound compliance. *Reverts:* {UserNotAllowed}.
    function disallowUser(address _userAddress) external;

    /// @notice Takes users off the list; those not on it stay off. *Caller:* a bound compliance.
    function batchDisallowUsers(address[] calldata _userAddresses) external;

    /// @notice Whether a wallet or identity is on the list.
    function isUserAllowed(address _compliance, address _userAddress) external view returns (bool);
}
