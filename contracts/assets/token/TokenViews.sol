// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {IERC1404} from "../../interfaces/IERC1404.sol";
import {IERC1643} from "../../interfaces/IERC1643.sol";
import {IERC3009} from "../../interfaces/IERC3009.sol";
import {IRecordDates} from "../../interfaces/IRecordDates.sol";
import {IAgentRole} from "../../interfaces/erc3643/IAgentRole.sol";
import {IERC173} from "../../interfaces/erc3643/IERC173.sol";
import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {IERC3643Compliance} from "../../interfaces/erc3643/IERC3643Compliance.sol";
import {IERC3643IdentityRegistry} from "../../interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {IERC7943Fungible} from "../../interfaces/erc3643/IERC7943Fungible.sol";
import {IToken} from "../../interfaces/erc3643/IToken.sol";
import {IRulesListener} from "../compliance/IRulesListener.sol";
import {RuleHooks} from "../compliance/modules/RuleHooks.sol";
import {IWalletListener} from "../identity/IWalletListener.sol";
import {Party} from "../identity/Party.sol";
import {AgentRestrictions} from "../../types/AgentRestrictions.sol";
import {IRwaToken} from "./IRwaToken.sol";
import {TokenAllowances} from "./TokenAllowances.sol";
import {TokenLedger} from "./TokenLedger.sol";
import {TokenSettings} from "./TokenSettings.sol";
import {TokenSupply} from "./TokenSupply.sol";
import {TransferRestriction} from "./TransferRestriction.sol";

/// @notice What the token tells. Source: spec/token.md.
abstract contract TokenViews is IRwaToken, IRulesListener, IWalletListener, IERC165, TokenSupply {
    using EnumerableSet for EnumerableSet.Bytes32Set;

    /// @inheritdoc IWalletListener
    function walletChanged(
        address wallet,
        address oldIdentity,
        address newIdentity,
        uint16 oldCountry,
        uint16 newCountry
    ) external {
        TokenSettingsStorage storage $ = _settings();
        if (_msgSender() != address($.identityRegistry)) revert TokenRegistryForeign(_msgSender());
        if (!$.hasTransferRules || $.ruleHooks & RuleHooks.WALLET == 0) return;
        IWalletListener(address($.compliance)).walletChanged(wallet, oldIdentity, newIdentity, oldCountry, newCountry);
    }

    /// @inheritdoc IERC7943Fungible
    function canTransfer(address from, address to, uint256 amount) external view returns (bool) {
        return detectTransferRestriction(from, to, amount) == uint8(TransferRestriction.None);
    }

    /// @inheritdoc IRecordDates
    function balanceOfAt(address account, uint48 recordDate) external view returns (uint256) {
        return _balanceOfAt(account, recordDate);
    }

    /// @inheritdoc IRecordDates
    function totalSupplyAt(uint48 recordDate) external view returns (uint256) {
        return _totalSupplyAt(recordDate);
    }

    /// @inheritdoc IToken
    function getAgentRestrictions(address agent) external view returns (AgentRestrictions memory) {
        return _tokenAgents().restrictions[agent];
    }

    /// @inheritdoc IRwaToken
    function areRecordDatesDisabled(address agent) external view returns (bool) {
        return _tokenAgents().recordDatesDisabled[agent];
    }

    /// @inheritdoc IRwaToken
    function checksSpender() external view returns (bool) {
        return _settings().checksSpender;
    }

    /// @inheritdoc IRwaToken
    function verificationCache() external view returns (address epoch, uint32 period) {
        TokenSettingsStorage storage $ = _settings();
        return ($.cachePeriod == 0 ? address(0) : address($.epoch), $.cachePeriod);
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
    function identityRegistry() external view returns (IERC3643IdentityRegistry) {
        return _settings().identityRegistry;
    }

    /// @inheritdoc IERC3643
    function compliance() external view returns (IERC3643Compliance) {
        return _settings().compliance;
    }

    /// @inheritdoc IERC3643
    function paused() external view returns (bool) {
        return _settings().paused;
    }

    /// @inheritdoc IERC3643
    function isFrozen(address wallet) external view returns (bool) {
        return _isFrozen(wallet);
    }

    /// @inheritdoc IRwaToken
    function getFrozenTokens(address wallet) external view returns (uint256) {
        return _frozenUnitsOf(wallet);
    }

    /// @inheritdoc IRwaToken
    function recoveredTo(address lost) external view returns (address) {
        return _successorOf(lost);
    }

    /// @inheritdoc IRecordDates
    function isRecordDate(uint48 recordDate) external view returns (bool) {
        return _isRecordDate(recordDate);
    }

    /// @inheritdoc IERC1404
    function detectTransferRestriction(address from, address to, uint256 amount) public view returns (uint8) {
        Party memory unknown;
        Passage memory passage = _judge(from, to, amount, unknown);
        if (passage.restriction != TransferRestriction.None) return uint8(passage.restriction);
        return uint8(_complies(passage.movement));
    }

    /// @inheritdoc IERC7943Fungible
    function canSend(address account) public view returns (bool) {
        return _accountOf(account).flags & (LOST | FROZEN) == 0 && _isVerified(account);
    }

    /// @inheritdoc IERC7943Fungible
    function canReceive(address account) external view returns (bool) {
        return account != address(0) && canSend(account);
    }

    /// @inheritdoc IERC1643
    function getDocument(bytes32 documentName) external view returns (string memory, bytes32, uint256) {
        Document storage document = _documents().documents[documentName];
        return (document.uri, document.documentHash, document.modifiedAt);
    }

    /// @inheritdoc IERC1643
    function getAllDocuments() external view returns (bytes32[] memory) {
        return _documents().names.values();
    }

    /// @inheritdoc IERC3009
    function authorizationState(address authorizer, bytes32 nonce) external view returns (bool) {
        return _authorizations().used[authorizer][nonce];
    }

    /// @inheritdoc IRwaToken
    function isDefaultSpender(address spender) external view returns (bool) {
        return _allowances().isDefault[spender];
    }

    /// @inheritdoc IRwaToken
    function hasOptedOut(address holder) external view returns (bool) {
        return _allowances().optedOut[holder];
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return
            id == type(IERC20).interfaceId ||
            id == type(IERC20Metadata).interfaceId ||
            id == type(IERC20Permit).interfaceId ||
            id == type(IERC3643).interfaceId ||
            id == type(IToken).interfaceId ||
            id == type(IERC7943Fungible).interfaceId ||
            id == type(IRecordDates).interfaceId ||
            id == type(IERC1404).interfaceId ||
            id == type(IERC1643).interfaceId ||
            id == type(IERC3009).interfaceId ||
            id == type(IAgentRole).interfaceId ||
            id == type(IWalletListener).interfaceId ||
            id == type(IERC173).interfaceId ||
            id == type(IERC165).interfaceId;
    }

    /// @inheritdoc IERC20Metadata
    function name() public view override(TokenSettings, IERC20Metadata) returns (string memory) {
        return super.name();
    }

    /// @inheritdoc IERC20Metadata
    function symbol() public view override(TokenSettings, IERC20Metadata) returns (string memory) {
        return super.symbol();
    }

    /// @inheritdoc IERC20Metadata
    function decimals() public view override(TokenSettings, IERC20Metadata) returns (uint8) {
        return super.decimals();
    }

    /// @inheritdoc IERC20
    function balanceOf(address wallet) public view override(TokenLedger, IERC20) returns (uint256) {
        return super.balanceOf(wallet);
    }

    /// @inheritdoc IERC20
    function totalSupply() public view override(TokenLedger, IERC20) returns (uint256) {
        return super.totalSupply();
    }

    /// @inheritdoc IERC20
    function allowance(
        address holder,
        address spender
    ) public view override(TokenAllowances, IERC20) returns (uint256) {
        return super.allowance(holder, spender);
    }
}
