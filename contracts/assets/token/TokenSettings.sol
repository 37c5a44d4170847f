// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRwaToken} from "./IRwaToken.sol";
import {ERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import {ERC20PermitUpgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20PermitUpgradeable.sol";
import {ERC165Checker} from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";
import {IVerificationEpoch} from "../../interfaces/IVerificationEpoch.sol";
import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {IERC3643Compliance} from "../../interfaces/erc3643/IERC3643Compliance.sol";
import {IERC3643IdentityRegistry} from "../../interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {ITransferRules} from "../compliance/ITransferRules.sol";
import {IPartyRegistry} from "../identity/IPartyRegistry.sol";
import {TokenAgents} from "./TokenAgents.sol";

/// @notice The token's description, its registry and compliance, and its pause. Source: TOKEN-1, TOKEN-2, TOKEN-6.
abstract contract TokenSettings is TokenAgents, ERC20PermitUpgradeable {
    /// @custom:storage-location erc7201:muniment.storage.TokenSettings
    struct TokenSettingsStorage {
        // The first two slots are all that an ordinary transfer reads here.
        IERC3643IdentityRegistry identityRegistry;
        bool paused;
        uint8 decimals;
        // Whether the registry and the compliance know the calls that fetch and judge everything at once.
        bool hasPartyRegistry;
        bool hasTransferRules;
        bool checksSpender;
        // What the compliance must be told; kept by it.
        uint16 ruleHooks;
        uint32 cachePeriod;
        IERC3643Compliance compliance;
        // Latest record date known to have passed, and the one after it; zero for none.
        uint48 passedDate;
        uint48 nextDate;
        IVerificationEpoch epoch;
        uint48 cacheOverAt;
        address onchainID;
        string name;
        string symbol;
    }

    uint8 private constant MAX_DECIMALS = 18;
    string internal constant VERSION = "1.0.0";

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.TokenSettings")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant TOKEN_SETTINGS_SLOT = 0x2f3d4b1eb81ffa29ef484b91420c1305f2fc9df2f1a0e583208246815c3d3600;

    /// @inheritdoc ERC20Upgradeable
    function name() public view virtual override returns (string memory) {
        return _settings().name;
    }

    /// @inheritdoc ERC20Upgradeable
    function symbol() public view virtual override returns (string memory) {
        return _settings().symbol;
    }

    /// @inheritdoc ERC20Upgradeable
    function decimals() public view virtual override returns (uint8) {
        return _settings().decimals;
    }

    function _initializeSettings(
        string calldata name_,
        string calldata symbol_,
        uint8 decimals_,
        address onchainID_
    ) internal onlyInitializing {
        if (bytes(name_).length == 0 || bytes(symbol_).length == 0) revert IRwaToken.TokenTextMissing();
        if (decimals_ > MAX_DECIMALS) revert IRwaToken.TokenDecimalsTooMany(MAX_DECIMALS, decimals_);
        TokenSettingsStorage storage $ = _settings();
        $.paused = true;
        $.decimals = decimals_;
        $.onchainID = onchainID_;
        $.name = name_;
        $.symbol = symbol_;
        _emitInformation();
    }

    function _setIdentityRegistry(address newRegistry) internal {
        if (newRegistry == address(0)) revert IRwaToken.TokenAddressMissing();
        TokenSettingsStorage storage $ = _settings();
        $.identityRegistry = IERC3643IdentityRegistry(newRegistry);
        $.hasPartyRegistry = ERC165Checker.supportsInterface(newRegistry, type(IPartyRegistry).interfaceId);
        emit IERC3643.IdentityRegistryAdded(newRegistry);
    }

    function _setCompliance(address newCompliance) internal {
        if (newCompliance == address(0)) revert IRwaToken.TokenAddressMissing();
        TokenSettingsStorage storage $ = _settings();
        $.compliance = IERC3643Compliance(newCompliance);
        $.hasTransferRules = ERC165Checker.supportsInterface(newCompliance, type(ITransferRules).interfaceId);
        emit IERC3643.ComplianceAdded(newCompliance);
        IERC3643Compliance(newCompliance).bindToken(address(this));
        if ($.hasTransferRules) $.ruleHooks = ITransferRules(newCompliance).subscribe();
    }

    function _emitInformation() internal {
        TokenSettingsStorage storage $ = _settings();
        emit IERC3643.UpdatedTokenInformation($.name, $.symbol, $.decimals, VERSION, $.onchainID);
        emit IRwaToken.TokenInformation($.name, $.symbol, $.decimals, VERSION, $.onchainID);
    }

    // solhint-disable-next-line func-name-mixedcase
    function _EIP712Name() internal view override returns (string memory) {
        return _settings().name;
    }

    // solhint-disable-next-line func-name-mixedcase
    function _EIP712Version() internal pure override returns (string memory) {
        return VERSION;
    }

    /// @dev What was verified by one registry, or for one period, does not count for another.
    function _endCache() internal {
        TokenSettingsStorage storage $ = _settings();
        if ($.cachePeriod == 0) return;
        $.cacheOverAt = uint48(block.timestamp) + $.cachePeriod;
        $.cachePeriod = 0;
        emit IRwaToken.VerificationCacheSet(address(0), 0);
    }

    function _settings() internal pure returns (TokenSettingsStorage storage $) {
        assembly ("memory-safe") {
            $.slot := TOKEN_SETTINGS_SLOT // ERC-7201 pointer
        }
    }
}
