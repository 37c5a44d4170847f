// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRecordDates} from "../../interfaces/IRecordDates.sol";
import {IAgentRole} from "../../interfaces/erc3643/IAgentRole.sol";
import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {IERC7943Fungible} from "../../interfaces/erc3643/IERC7943Fungible.sol";
import {AgentRestrictions} from "./AgentRestrictions.sol";

/// @notice The permissioned token of a real-world asset: ERC-3643 and ERC-7943, with record dates.
/// Source: spec/token.md.
interface IRwaToken is IERC3643, IERC7943Fungible, IRecordDates, IAgentRole {
    /// @notice The token's description, in full: the indexed texts of {UpdatedTokenInformation} are only hashes.
    event TokenInformation(string name, string symbol, uint8 decimals, string version, address onchainID);
    event AgentRestrictionsSet(address indexed agent, AgentRestrictions restrictions);

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

    /// @notice Limits what an agent may do. *Caller:* the owner. *Reverts:* {AgentNotAppointed}.
    function setAgentRestrictions(address agent, AgentRestrictions calldata restrictions) external;

    /// @notice What an agent may not do.
    function getAgentRestrictions(address agent) external view returns (AgentRestrictions memory);

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
