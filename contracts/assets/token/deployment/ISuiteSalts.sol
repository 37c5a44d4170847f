// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What the suite factory tells about salts beyond {ITREXFactory}.
interface ISuiteSalts {
    /// @notice The same as getToken.
    function tokenDeployed(string calldata salt) external view returns (address);

    /// @notice The token that an account deployed with a salt, or zero. Once there is one it never changes.
    function tokenDeployedBy(address deployer, string calldata salt) external view returns (address);
}
