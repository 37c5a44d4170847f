// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {SuiteDetails} from "./SuiteDetails.sol";

/// @notice Deploys a token with its identity registry and compliance as minimal clones, ready for use.
/// Source: TOKEN-28 to TOKEN-31.
interface IRwaTokenFactory {
    event SuiteDeployed(
        address indexed token,
        address indexed owner,
        address indexed deployer,
        address identityRegistry,
        address compliance,
        bytes32 salt
    );

    error FactoryAddressMissing();
    error FactoryLengthMismatch(uint256 expected, uint256 actual);
    error FactoryStorageForbidden(address identityStorage, address caller);

    /// @notice Deploys a suite and hands it to its owner completely.
    /// @return token The {RwaToken}.
    /// @return identityRegistry Its {IdentityRegistry}, bound to the given storage.
    /// @return compliance Its {ModularCompliance}, with the given modules.
    /// @dev *Caller:* anyone who may bind registries to the storage himself. *Reverts:* {FactoryAddressMissing},
    /// {FactoryLengthMismatch}, {FactoryStorageForbidden}, a used salt as FailedDeployment.
    function deploySuite(
        SuiteDetails calldata details
    ) external returns (address token, address identityRegistry, address compliance);

    /// @notice Where a suite of `deployer` with `salt` is or would be.
    function suiteAddresses(
        address deployer,
        bytes32 salt
    ) external view returns (address token, address identityRegistry, address compliance);

    /// @notice Whether this factory deployed the token.
    function isSuite(address token) external view returns (bool);

    /// @notice The code of all tokens.
    function tokenImplementation() external view returns (address);

    /// @notice The code of all identity registries.
    function identityRegistryImplementation() external view returns (address);

    /// @notice The code of all compliances.
    function complianceImplementation() external view returns (address);
}
