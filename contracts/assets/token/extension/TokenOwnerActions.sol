// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IVerificationEpoch} from "../../../interfaces/IVerificationEpoch.sol";
import {IVerificationSource} from "../../../interfaces/IVerificationSource.sol";
import {IERC3643Compliance} from "../../../interfaces/erc3643/IERC3643Compliance.sol";
import {AgentRestrictions} from "../../../types/AgentRestrictions.sol";
import {IRwaToken} from "../IRwaToken.sol";
import {TokenAllowances} from "../TokenAllowances.sol";

/// @notice Set-up, and what the owner decides. Documented in {IRwaToken}. Source: TOKEN-1, TOKEN-2, TOKEN-5, TOKEN-36,
/// TOKEN-38 to TOKEN-45.
abstract contract TokenOwnerActions is TokenAllowances {
    uint32 private constant MAX_CACHE_PERIOD = 7 days;

    /// @dev See {IRwaToken-init}.
    function init(
        address identityRegistry_,
        address compliance_,
        string calldata name_,
        string calldata symbol_,
        uint8 decimals_,
        address onchainID_
    ) external initializer {
        __Ownable_init(_msgSender());
        _initializeSettings(name_, symbol_, decimals_, onchainID_);
        _setIdentityRegistry(identityRegistry_);
        _setCompliance(compliance_);
    }

    /// @dev See {IERC3643-setName}.
    function setName(string calldata newName) external onlyOwner {
        if (bytes(newName).length == 0) revert IRwaToken.TokenTextMissing();
        _settings().name = newName;
        _emitInformation();
    }

    /// @dev See {IERC3643-setSymbol}.
    function setSymbol(string calldata newSymbol) external onlyOwner {
        if (bytes(newSymbol).length == 0) revert IRwaToken.TokenTextMissing();
        _settings().symbol = newSymbol;
        _emitInformation();
    }

    /// @dev See {IERC3643-setOnchainID}.
    function setOnchainID(address newOnchainID) external onlyOwner {
        _settings().onchainID = newOnchainID;
        _emitInformation();
    }

    /// @dev See {IERC3643-setIdentityRegistry}.
    function setIdentityRegistry(address newRegistry) external onlyOwner {
        _endCache();
        _setIdentityRegistry(newRegistry);
    }

    /// @dev See {IERC3643-setCompliance}.
    function setCompliance(address newCompliance) external onlyOwner {
        IERC3643Compliance old = _settings().compliance;
        _setCompliance(newCompliance);
        if (address(old) != newCompliance && old.getTokenBound() == address(this)) old.unbindToken(address(this));
    }

    /// @dev See {IRwaToken-setAgentRestrictions}.
    function setAgentRestrictions(address agent, AgentRestrictions calldata restrictions) external onlyOwner {
        if (!isAgent(agent)) revert AgentNotAppointed(agent);
        _tokenAgents().restrictions[agent] = restrictions;
        emit IRwaToken.AgentRestrictionsSet(agent, restrictions);
    }

    /// @dev See {IRwaToken-setRecordDatesDisabled}.
    function setRecordDatesDisabled(address agent, bool disabled) external onlyOwner {
        if (!isAgent(agent)) revert AgentNotAppointed(agent);
        _tokenAgents().recordDatesDisabled[agent] = disabled;
        emit IRwaToken.RecordDatesDisabledSet(agent, disabled);
    }

    /// @dev See {IRwaToken-setSpenderCheck}.
    function setSpenderCheck(bool checked) external onlyOwner {
        _settings().checksSpender = checked;
        emit IRwaToken.SpenderCheckSet(checked);
    }

    /// @dev See {IRwaToken-setVerificationCache}.
    function setVerificationCache(address epoch, uint32 period) external onlyOwner {
        if (period > MAX_CACHE_PERIOD) revert IRwaToken.TokenCacheTooLong(MAX_CACHE_PERIOD, period);
        _endCache();
        if (period == 0) return;
        TokenSettingsStorage storage $ = _settings();
        if (block.timestamp < $.cacheOverAt) revert IRwaToken.TokenCacheSettling($.cacheOverAt);
        address advanced = _registryEpoch();
        if (epoch == address(0) || epoch != advanced) revert IRwaToken.TokenCacheUnsafe(advanced, epoch);

        ($.epoch, $.cachePeriod) = (IVerificationEpoch(epoch), period);
        emit IRwaToken.VerificationCacheSet(epoch, period);
    }

    /// @dev See {IRwaToken-setAllowanceForAll}.
    function setAllowanceForAll(bool allow, address[] calldata spenders) external onlyOwner {
        for (uint256 i; i < spenders.length; ++i) {
            if (spenders[i] == address(0)) revert IRwaToken.TokenAddressMissing();
            _allowances().isDefault[spenders[i]] = allow;
            emit IRwaToken.DefaultAllowanceSet(spenders[i], allow);
        }
    }

    /// @dev See {IRulesListener-rulesChanged}.
    function rulesChanged(uint16 hooks) external {
        TokenSettingsStorage storage $ = _settings();
        if (_msgSender() == address($.compliance)) $.ruleHooks = hooks;
    }

    /// @dev See {IERC1643-setDocument}.
    function setDocument(bytes32 documentName, string calldata uri, bytes32 documentHash) external onlyOwner {
        _setDocument(documentName, uri, documentHash);
    }

    /// @dev See {IERC1643-removeDocument}.
    function removeDocument(bytes32 documentName) external onlyOwner {
        _removeDocument(documentName);
    }

    /// @dev Zero where the registry is not ours.
    function _registryEpoch() private view returns (address) {
        address registry = address(_settings().identityRegistry);
        if (registry.code.length == 0) return address(0);
        try IVerificationSource(registry).verificationEpoch() returns (address epoch) {
            return epoch;
        } catch {
            return address(0);
        }
    }
}
