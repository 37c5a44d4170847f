// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {ERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import {ERC20PermitUpgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20PermitUpgradeable.sol";
import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {IERC3643Compliance} from "../../interfaces/erc3643/IERC3643Compliance.sol";
import {IERC3643IdentityRegistry} from "../../interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {TokenAgents} from "./TokenAgents.sol";

/// @notice The token's description, its registry and compliance, and its pause. Source: TOKEN-1, TOKEN-2, TOKEN-6.
abstract contract TokenSettings is TokenAgents, ERC20PermitUpgradeable {
    /// @custom:storage-location erc7201:muniment.storage.TokenSettings
    struct TokenSettingsStorage {
        IERC3643IdentityRegistry identityRegistry;
        bool paused;
        uint8 decimals;
        IERC3643Compliance compliance;
        address onchainID;
        string name;
        string symbol;
    }

    uint8 private constant MAX_DECIMALS = 18;
    string private constant VERSION = "1.0.0";

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.TokenSettings")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant TOKEN_SETTINGS_SLOT = 0x2f3d4b1eb81ffa29ef484b91420c1305f2fc9df2f1a0e583208246815c3d3600;

    modifier whenNotPaused() {
        if (_settings().paused) revert TokenPaused();
        _;
    }

    /// @inheritdoc IERC3643
    function setName(string calldata newName) external onlyOwner {
        if (bytes(newName).length == 0) revert TokenTextMissing();
        _settings().name = newName;
        _emitInformation();
    }

    /// @inheritdoc IERC3643
    function setSymbol(string calldata newSymbol) external onlyOwner {
        if (bytes(newSymbol).length == 0) revert TokenTextMissing();
        _settings().symbol = newSymbol;
        _emitInformation();
    }

    /// @inheritdoc IERC3643
    function setOnchainID(address newOnchainID) external onlyOwner {
        _settings().onchainID = newOnchainID;
        _emitInformation();
    }

    /// @inheritdoc IERC3643
    function setIdentityRegistry(address newRegistry) external onlyOwner {
        _setIdentityRegistry(newRegistry);
    }

    /// @inheritdoc IERC3643
    function setCompliance(address newCompliance) external onlyOwner {
        IERC3643Compliance old = _settings().compliance;
        _setCompliance(newCompliance);
        if (address(old) != newCompliance && old.getTokenBound() == address(this)) old.unbindToken(address(this));
    }

    /// @inheritdoc IERC3643
    function pause() external onlyPauser whenNotPaused {
        _settings().paused = true;
        emit Paused(_msgSender());
    }

    /// @inheritdoc IERC3643
    function unpause() external onlyPauser {
        if (!_settings().paused) revert TokenNotPaused();
        _settings().paused = false;
        emit Unpaused(_msgSender());
    }

    /// @inheritdoc IERC3643
    function onchainID() external view returns (address) {
        return _settings().onchainID;
    }

    /// @inheritdoc IERC3643
    function version() external pure returns (string memory) {
        return VERSION;
    }

    /// @inheritdoc IERC3643
    function identityRegistry() public view returns (IERC3643IdentityRegistry) {
        return _settings().identityRegistry;
    }

    /// @inheritdoc IERC3643
    function compliance() public view returns (IERC3643Compliance) {
        return _settings().compliance;
    }

    /// @inheritdoc IERC3643
    function paused() public view returns (bool) {
        return _settings().paused;
    }

    /// @inheritdoc IERC20Metadata
    function name() public view override(ERC20Upgradeable, IERC20Metadata) returns (string memory) {
        return _settings().name;
    }

    /// @inheritdoc IERC20Metadata
    function symbol() public view override(ERC20Upgradeable, IERC20Metadata) returns (string memory) {
        return _settings().symbol;
    }

    /// @inheritdoc IERC20Metadata
    function decimals() public view override(ERC20Upgradeable, IERC20Metadata) returns (uint8) {
        return _settings().decimals;
    }

    function _initializeSettings(
        string calldata name_,
        string calldata symbol_,
        uint8 decimals_,
        address onchainID_
    ) internal onlyInitializing {
        if (bytes(name_).length == 0 || bytes(symbol_).length == 0) revert TokenTextMissing();
        if (decimals_ > MAX_DECIMALS) revert TokenDecimalsTooMany(MAX_DECIMALS, decimals_);
        TokenSettingsStorage storage $ = _settings();
        $.paused = true;
        $.decimals = decimals_;
        $.onchainID = onchainID_;
        $.name = name_;
        $.symbol = symbol_;
        _emitInformation();
    }

    function _setIdentityRegistry(address newRegistry) internal {
        if (newRegistry == address(0)) revert TokenAddressMissing();
        _settings().identityRegistry = IERC3643IdentityRegistry(newRegistry);
        emit IdentityRegistryAdded(newRegistry);
    }

    function _setCompliance(address newCompliance) internal {
        if (newCompliance == address(0)) revert TokenAddressMissing();
        _settings().compliance = IERC3643Compliance(newCompliance);
        emit ComplianceAdded(newCompliance);
        IERC3643Compliance(newCompliance).bindToken(address(this));
    }

    function _emitInformation() private {
        TokenSettingsStorage storage $ = _settings();
        emit UpdatedTokenInformation($.name, $.symbol, $.decimals, VERSION, $.onchainID);
        emit TokenInformation($.name, $.symbol, $.decimals, VERSION, $.onchainID);
    }

    // solhint-disable-next-line func-name-mixedcase
    function _EIP712Name() internal view override returns (string memory) {
        return _settings().name;
    }

    // solhint-disable-next-line func-name-mixedcase
    function _EIP712Version() internal pure override returns (string memory) {
        return VERSION;
    }

    function _settings() private pure returns (TokenSettingsStorage storage $) {
        assembly ("memory-safe") {
            $.slot := TOKEN_SETTINGS_SLOT // ERC-7201 pointer
        }
    }
}
