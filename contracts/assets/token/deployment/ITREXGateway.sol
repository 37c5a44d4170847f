// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ITREXFactory} from "./ITREXFactory.sol";

/// @notice Opens a suite factory, which it owns, to deployers or to everyone, for a fee if wanted. ABI as deployed
/// software knows it. Source: TOKEN-74 to TOKEN-79.
interface ITREXGateway {
    /// @notice What a deployment costs.
    /// @param fee Base units of the fee token.
    /// @param feeToken An ERC-20.
    /// @param feeCollector Who receives the fee.
    struct Fee {
        uint256 fee;
        address feeToken;
        address feeCollector;
    }

    event FactorySet(address indexed factory);
    event PublicDeploymentStatusSet(bool indexed publicDeploymentStatus);
    event DeploymentFeeSet(uint256 indexed fee, address indexed feeToken, address indexed feeCollector);
    event DeploymentFeeEnabled(bool indexed isEnabled);
    event DeployerAdded(address indexed deployer);
    event DeployerRemoved(address indexed deployer);
    event FeeDiscountApplied(address indexed deployer, uint16 discount);
    event GatewaySuiteDeploymentProcessed(address indexed requester, address intendedOwner, uint256 feeApplied);

    error GatewayAddressMissing();
    error GatewayPublicStatusUnchanged(bool status);
    error GatewayFeeStatusUnchanged(bool status);
    error GatewayFeeUnset();
    error GatewayAdminRequired(address caller);
    error GatewayDeployerExists(address deployer);
    error GatewayDeployerUnknown(address deployer);
    error GatewayDiscountTooHigh(uint16 limit, uint16 discount);
    error GatewayBatchTooLong(uint256 limit, uint256 actual);
    error GatewayLengthMismatch(uint256 expected, uint256 actual);
    error GatewayClosed(address caller);
    error GatewayOwnerNotCaller(address owner, address caller);
    error GatewayStorageForbidden(address identityStorage, address caller);

    /// @notice Sets the suite factory. *Caller:* the owner. *Reverts:* {GatewayAddressMissing}.
    function setFactory(address factory) external;

    /// @notice Opens the gateway to everyone, or closes it. *Caller:* the owner.
    /// *Reverts:* {GatewayPublicStatusUnchanged}.
    function setPublicDeploymentStatus(bool _isEnabled) external;

    /// @notice Gives the suite factory away. *Caller:* the owner.
    function transferFactoryOwnership(address _newOwner) external;

    /// @notice Asks for the fee from now on, or no longer. *Caller:* the owner.
    /// *Reverts:* {GatewayFeeStatusUnchanged}, {GatewayFeeUnset}.
    function enableDeploymentFee(bool _isEnabled) external;

    /// @notice Sets the fee. *Caller:* the owner. *Reverts:* {GatewayAddressMissing}.
    function setDeploymentFee(uint256 _fee, address _feeToken, address _feeCollector) external;

    /// @notice Lets an account deploy, for others too. *Caller:* the owner or an agent, as of all functions on
    /// deployers and discounts ({GatewayAdminRequired}). *Reverts:* {GatewayAddressMissing}, {GatewayDeployerExists}.
    function addDeployer(address deployer) external;

    /// @notice Lets up to 500 accounts deploy. *Reverts:* {GatewayBatchTooLong}, as {addDeployer}.
    function batchAddDeployer(address[] calldata deployers) external;

    /// @notice Ends that. *Reverts:* {GatewayDeployerUnknown}.
    function removeDeployer(address deployer) external;

    /// @notice Ends that for up to 500. *Reverts:* {GatewayBatchTooLong}, as {removeDeployer}.
    function batchRemoveDeployer(address[] calldata deployers) external;

    /// @notice Lowers the fee for an account.
    /// @param discount Basis points, 0 … 10,000.
    /// @dev *Reverts:* {GatewayDiscountTooHigh}.
    function applyFeeDiscount(address deployer, uint16 discount) external;

    /// @notice Lowers it for up to 500.
    /// @dev *Reverts:* {GatewayBatchTooLong}, {GatewayLengthMismatch}, as {applyFeeDiscount}.
    function batchApplyFeeDiscount(address[] calldata deployers, uint16[] calldata discounts) external;

    /// @notice Deploys a suite through the factory, under the salt {requester in lower-case hex}{name of the token}, or
    /// {requester}{owner}{name} for another owner.
    /// @dev *Caller:* a deployer; anyone, for himself, while the gateway is public. *Reverts:* {GatewayClosed},
    /// {GatewayOwnerNotCaller}, {GatewayStorageForbidden} unless the caller may bind registries to the given storage,
    /// as the fee token and the factory do.
    function deployTREXSuite(
        ITREXFactory.TokenDetails calldata _tokenDetails,
        ITREXFactory.ClaimDetails calldata _claimDetails
    ) external;

    /// @notice Deploys up to five. *Reverts:* {GatewayBatchTooLong}, {GatewayLengthMismatch}, as {deployTREXSuite}.
    function batchDeployTREXSuite(
        ITREXFactory.TokenDetails[] calldata _tokenDetails,
        ITREXFactory.ClaimDetails[] calldata _claimDetails
    ) external;

    /// @notice Whether everyone may deploy.
    function getPublicDeploymentStatus() external view returns (bool);

    /// @notice The suite factory.
    function getFactory() external view returns (address);

    /// @notice The fee, whether it is asked for or not.
    function getDeploymentFee() external view returns (Fee memory);

    /// @notice Whether it is asked for.
    function isDeploymentFeeEnabled() external view returns (bool);

    /// @notice Whether an account was named a deployer.
    function isDeployer(address deployer) external view returns (bool);

    /// @notice The fee less the account's discount, rounded up: what it pays while the fee is asked for.
    function calculateFee(address deployer) external view returns (uint256);
}
