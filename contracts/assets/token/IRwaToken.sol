// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRecordDates} from "../../interfaces/IRecordDates.sol";
import {IAgentRole} from "../../interfaces/erc3643/IAgentRole.sol";
import {IERC1404} from "../../interfaces/IERC1404.sol";
import {IERC1643} from "../../interfaces/IERC1643.sol";
import {IERC3009} from "../../interfaces/IERC3009.sol";
import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {IToken} from "../../interfaces/erc3643/IToken.sol";
import {IERC7943Fungible} from "../../interfaces/erc3643/IERC7943Fungible.sol";
import {AgentRestrictions} from "../../types/AgentRestrictions.sol";

/// @notice The permissioned token of a real-world asset: ERC-3643 and ERC-7943, with record dates, documents
/// (ERC-1643), restriction codes (ERC-1404) and signed transfers (ERC-2612, ERC-3009). Source: spec/token.md.
interface IRwaToken is IAgentRole, IToken, IERC7943Fungible, IRecordDates, IERC1404, IERC1643, IERC3009 {
    /// @notice The token's description, in full: the indexed texts of {UpdatedTokenInformation} are only hashes.
    event TokenInformation(string name, string symbol, uint8 decimals, string version, address onchainID);
    event AgentRestrictionsSet(address indexed agent, AgentRestrictions restrictions);
    event RecordDatesDisabledSet(address indexed agent, bool disabled);
    event SpenderCheckSet(bool checked);
    event DefaultAllowanceSet(address indexed spender, bool allowed);
    event DefaultAllowanceOptOutSet(address indexed holder, bool optedOut);
    /// @notice Verifications are now reused for `period` seconds, unless the epoch advances; zero: never.
    event VerificationCacheSet(address indexed epoch, uint32 period);

    error TokenPaused();
    error TokenNotPaused();
    error TokenAddressMissing();
    error TokenTextMissing();
    error TokenDecimalsTooMany(uint8 limit, uint8 actual);
    error TokenActionRestricted(address agent, bytes4 action);
    error TokenWalletFrozen(address wallet);
    error TokenWalletRecovered(address wallet, address successor);
    error TokenSelfTransfer(address wallet);
    error TokenFrozenTooLow(address wallet, uint256 frozen, uint256 amount);
    error TokenLengthMismatch(uint256 expected, uint256 actual);
    error TokenSupplyTooLarge(uint256 limit, uint256 attempted);
    error TokenSpenderUnverified(address spender);
    error TokenRegistryForeign(address caller);
    error TokenCacheTooLong(uint32 limit, uint32 period);
    error TokenCacheUnsafe(address expected, address actual);
    error TokenCacheSettling(uint48 overAt);
    error TokenDocumentNameMissing();
    error TokenDocumentUnknown(bytes32 name);
    error TokenAuthorizationNotValid(uint256 validAfter, uint256 validBefore);
    error TokenAuthorizationUsed(address authorizer, bytes32 nonce);
    error TokenAuthorizationUnsigned(address authorizer);
    error TokenReceiverRequired(address receiver, address caller);
    error TokenAllowanceTooLarge(address spender, uint256 current, uint256 added);
    error TokenDefaultAllowanceUnchanged(address holder);
    error TokenRestrictionUnknown(uint8 code);
    error TokenIdentityMismatch(address wallet, address expected, address actual);

    /// @notice Sets the token up, once, paused; the caller becomes the owner.
    /// @param identityRegistry_ Who may hold.
    /// @param compliance_ Which rules bind transfers. It must accept the token: same owner, or bound beforehand.
    /// @param decimals_ 0 … 18.
    /// @param onchainID_ The token's own identity contract, or zero.
    /// @dev *Reverts:* {TokenAddressMissing}, {TokenTextMissing}, {TokenDecimalsTooMany}.
    function init(
        address identityRegistry_,
        address compliance_,
        string calldata name_,
        string calldata symbol_,
        uint8 decimals_,
        address onchainID_
    ) external;

    /// @notice Forbids, or allows again, an agent to schedule record dates. *Caller:* the owner.
    /// @dev *Reverts:* {AgentNotAppointed}.
    function setRecordDatesDisabled(address agent, bool disabled) external;

    /// @notice Whether an agent may not schedule record dates.
    function areRecordDatesDisabled(address agent) external view returns (bool);

    /// @notice Whether `transferFrom` asks for a verified spender too. *Caller:* the owner.
    function setSpenderCheck(bool checked) external;

    /// @notice Whether `transferFrom` asks for a verified spender too.
    function checksSpender() external view returns (bool);

    /// @notice Lets the token reuse a wallet's verification for a while, in a transfer that finds it fresh.
    /// @param epoch The registry's {IVerificationSource-verificationEpoch}: its advance ends every verification.
    /// @param period Seconds, at most 7 days; zero: ask at every transfer. A new period can be set only when the old
    /// one is over.
    /// @dev *Caller:* the owner. *Reverts:* {TokenCacheTooLong}, {TokenCacheUnsafe}, {TokenCacheSettling}.
    function setVerificationCache(address epoch, uint32 period) external;

    /// @notice Epoch and period of the reuse; zero: none.
    function verificationCache() external view returns (address epoch, uint32 period);

    /// @notice Raises the caller's allowance for a spender, default allowances apart.
    /// @dev *Reverts:* {TokenAllowanceTooLarge}.
    function increaseAllowance(address spender, uint256 added) external returns (bool);

    /// @notice Lowers the caller's allowance for a spender, default allowances apart.
    /// @dev *Reverts:* {IERC20Errors-ERC20InsufficientAllowance}.
    function decreaseAllowance(address spender, uint256 subtracted) external returns (bool);

    /// @notice Whether a spender has an allowance of everybody who did not opt out.
    function isDefaultSpender(address spender) external view returns (bool);

    /// @notice Whether a holder opted out of default allowances.
    function hasOptedOut(address holder) external view returns (bool);

    /// @notice The wallet that a lost wallet was recovered to, or zero. A lost wallet never holds or moves units again;
    /// what it was entitled to at past record dates belongs to this wallet.
    function recoveredTo(address lost) external view returns (address);

    /// @inheritdoc IERC3643
    function forcedTransfer(
        address from,
        address to,
        uint256 amount
    ) external override(IERC3643, IERC7943Fungible) returns (bool);

    /// @inheritdoc IERC3643
    function getFrozenTokens(address account) external view override(IERC3643, IERC7943Fungible) returns (uint256);
}
