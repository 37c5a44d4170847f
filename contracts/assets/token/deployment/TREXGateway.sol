// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IAgentRole} from "../../../interfaces/erc3643/IAgentRole.sol";
import {IERC173} from "../../../interfaces/erc3643/IERC173.sol";
import {AgentRole} from "../../identity/AgentRole.sol";
import {IIdentityRecords} from "../../identity/IIdentityRecords.sol";
import {ITREXFactory} from "./ITREXFactory.sol";
import {ITREXGateway} from "./ITREXGateway.sol";

/// @notice Opens a suite factory, which it owns, to deployers or to everyone. Source: TOKEN-74 to TOKEN-79.
contract TREXGateway is AgentRole, ITREXGateway, IERC165 {
    using SafeERC20 for IERC20;

    uint256 private constant MAX_BATCH = 500;
    uint256 private constant MAX_DEPLOYMENTS = 5;
    uint16 private constant BASIS_POINTS = 10_000;

    address private _factory;
    bool private _isPublic;
    bool private _isFeeEnabled;
    Fee private _fee;
    mapping(address account => bool) private _deployers;
    mapping(address account => uint16) private _discounts;

    modifier onlyAdmin() {
        if (_msgSender() != owner() && !isAgent(_msgSender())) revert GatewayAdminRequired(_msgSender());
        _;
    }

    /// @param factory The suite factory; the gateway works once it owns it.
    /// @param publicDeploymentStatus Whether everyone may deploy.
    constructor(address factory, bool publicDeploymentStatus) initializer {
        __Ownable_init(msg.sender);
        _setFactory(factory);
        _isPublic = publicDeploymentStatus;
        emit PublicDeploymentStatusSet(publicDeploymentStatus);
    }

    /// @inheritdoc ITREXGateway
    function setFactory(address factory) external onlyOwner {
        _setFactory(factory);
    }

    /// @inheritdoc ITREXGateway
    function setPublicDeploymentStatus(bool isEnabled) external onlyOwner {
        if (isEnabled == _isPublic) revert GatewayPublicStatusUnchanged(isEnabled);
        _isPublic = isEnabled;
        emit PublicDeploymentStatusSet(isEnabled);
    }

    /// @inheritdoc ITREXGateway
    function transferFactoryOwnership(address newOwner) external onlyOwner {
        IERC173(_factory).transferOwnership(newOwner);
    }

    /// @inheritdoc ITREXGateway
    function enableDeploymentFee(bool isEnabled) external onlyOwner {
        if (isEnabled == _isFeeEnabled) revert GatewayFeeStatusUnchanged(isEnabled);
        if (_fee.feeToken == address(0)) revert GatewayFeeUnset();
        _isFeeEnabled = isEnabled;
        emit DeploymentFeeEnabled(isEnabled);
    }

    /// @inheritdoc ITREXGateway
    function setDeploymentFee(uint256 fee, address feeToken, address feeCollector) external onlyOwner {
        if (feeToken == address(0) || feeCollector == address(0)) revert GatewayAddressMissing();
        _fee = Fee({fee: fee, feeToken: feeToken, feeCollector: feeCollector});
        emit DeploymentFeeSet(fee, feeToken, feeCollector);
    }

    /// @inheritdoc ITREXGateway
    function addDeployer(address deployer) external onlyAdmin {
        _addDeployer(deployer);
    }

    /// @inheritdoc ITREXGateway
    function batchAddDeployer(address[] calldata deployers) external onlyAdmin {
        _checkBatch(MAX_BATCH, deployers.length);
        for (uint256 i; i < deployers.length; ++i) _addDeployer(deployers[i]);
    }

    /// @inheritdoc ITREXGateway
    function removeDeployer(address deployer) external onlyAdmin {
        _removeDeployer(deployer);
    }

    /// @inheritdoc ITREXGateway
    function batchRemoveDeployer(address[] calldata deployers) external onlyAdmin {
        _checkBatch(MAX_BATCH, deployers.length);
        for (uint256 i; i < deployers.length; ++i) _removeDeployer(deployers[i]);
    }

    /// @inheritdoc ITREXGateway
    function applyFeeDiscount(address deployer, uint16 discount) external onlyAdmin {
        _applyDiscount(deployer, discount);
    }

    /// @inheritdoc ITREXGateway
    function batchApplyFeeDiscount(address[] calldata deployers, uint16[] calldata discounts) external onlyAdmin {
        _checkBatch(MAX_BATCH, deployers.length);
        if (discounts.length != deployers.length) revert GatewayLengthMismatch(deployers.length, discounts.length);
        for (uint256 i; i < deployers.length; ++i) _applyDiscount(deployers[i], discounts[i]);
    }

    /// @inheritdoc ITREXGateway
    function deployTREXSuite(
        ITREXFactory.TokenDetails calldata token,
        ITREXFactory.ClaimDetails calldata claims
    ) external {
        _deploy(token, claims);
    }

    /// @inheritdoc ITREXGateway
    function batchDeployTREXSuite(
        ITREXFactory.TokenDetails[] calldata tokens,
        ITREXFactory.ClaimDetails[] calldata claims
    ) external {
        _checkBatch(MAX_DEPLOYMENTS, tokens.length);
        if (claims.length != tokens.length) revert GatewayLengthMismatch(tokens.length, claims.length);
        for (uint256 i; i < tokens.length; ++i) _deploy(tokens[i], claims[i]);
    }

    /// @inheritdoc ITREXGateway
    function getPublicDeploymentStatus() external view returns (bool) {
        return _isPublic;
    }

    /// @inheritdoc ITREXGateway
    function getFactory() external view returns (address) {
        return _factory;
    }

    /// @inheritdoc ITREXGateway
    function getDeploymentFee() external view returns (Fee memory) {
        return _fee;
    }

    /// @inheritdoc ITREXGateway
    function isDeploymentFeeEnabled() external view returns (bool) {
        return _isFeeEnabled;
    }

    /// @inheritdoc ITREXGateway
    function isDeployer(address deployer) external view returns (bool) {
        return _deployers[deployer];
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return
            id == type(ITREXGateway).interfaceId ||
            id == type(IAgentRole).interfaceId ||
            id == type(IERC173).interfaceId ||
            id == type(IERC165).interfaceId;
    }

    /// @inheritdoc ITREXGateway
    function calculateFee(address deployer) public view returns (uint256) {
        uint256 share = BASIS_POINTS - _discounts[deployer];
        return Math.mulDiv(_fee.fee, share, BASIS_POINTS, Math.Rounding.Ceil);
    }

    function _deploy(ITREXFactory.TokenDetails calldata token, ITREXFactory.ClaimDetails calldata claims) private {
        address requester = _msgSender();
        _checkRequest(requester, token);
        uint256 fee = _isFeeEnabled ? calculateFee(requester) : 0;
        emit GatewaySuiteDeploymentProcessed(requester, token.owner, fee);

        if (fee > 0) IERC20(_fee.feeToken).safeTransferFrom(requester, _fee.feeCollector, fee);
        ITREXFactory(_factory).deployTREXSuite(_saltOf(requester, token), token, claims);
    }

    function _setFactory(address factory) private {
        if (factory == address(0)) revert GatewayAddressMissing();
        _factory = factory;
        emit FactorySet(factory);
    }

    function _addDeployer(address deployer) private {
        if (deployer == address(0)) revert GatewayAddressMissing();
        if (_deployers[deployer]) revert GatewayDeployerExists(deployer);
        _deployers[deployer] = true;
        emit DeployerAdded(deployer);
    }

    function _removeDeployer(address deployer) private {
        if (!_deployers[deployer]) revert GatewayDeployerUnknown(deployer);
        _deployers[deployer] = false;
        emit DeployerRemoved(deployer);
    }

    function _applyDiscount(address deployer, uint16 discount) private {
        if (discount > BASIS_POINTS) revert GatewayDiscountTooHigh(BASIS_POINTS, discount);
        _discounts[deployer] = discount;
        emit FeeDiscountApplied(deployer, discount);
    }

    /// @dev The factory sees only this contract, so whether the requester may join the storage is asked here.
    function _checkRequest(address requester, ITREXFactory.TokenDetails calldata token) private view {
        if (!_deployers[requester]) {
            if (!_isPublic) revert GatewayClosed(requester);
            if (token.owner != requester) revert GatewayOwnerNotCaller(token.owner, requester);
        }
        if (token.irs == address(0)) return;
        if (token.irs.code.length == 0 || !IIdentityRecords(token.irs).isBinder(requester)) {
            revert GatewayStorageForbidden(token.irs, requester);
        }
    }

    function _checkBatch(uint256 limit, uint256 length) private pure {
        if (length > limit) revert GatewayBatchTooLong(limit, length);
    }

    /// @dev It begins with the requester, in a fixed length: nobody can take the salt of another.
    function _saltOf(address requester, ITREXFactory.TokenDetails calldata token) private pure returns (string memory) {
        string memory prefix = Strings.toHexString(requester);
        if (token.owner == requester) return string.concat(prefix, token.name);
        return string.concat(prefix, Strings.toHexString(token.owner), token.name);
    }
}
