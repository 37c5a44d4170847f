// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC3643} from "../../../interfaces/erc3643/IERC3643.sol";
import {Movement} from "../Movement.sol";
import {MovementKind} from "../MovementKind.sol";
import {AbstractModule} from "./AbstractModule.sol";
import {IModule} from "./IModule.sol";
import {InvestorAddressType} from "./InvestorAddressType.sol";
import {IRuleModule} from "./IRuleModule.sol";
import {ITokenListingRestrictionsModule} from "./ITokenListingRestrictionsModule.sol";
import {ListingType} from "./ListingType.sol";
import {RuleHooks} from "./RuleHooks.sol";

/// @notice Investors say themselves which tokens they receive, or refuse. Source: COMPLIANCE-37 to COMPLIANCE-39.
contract TokenListingRestrictionsModule is AbstractModule, ITokenListingRestrictionsModule {
    // By book, not by token: nobody configures a token whose compliance he is not.
    mapping(bytes32 book => mapping(address token => ListingType)) private _types;
    mapping(address token => mapping(address investor => bool)) private _listed;

    /// @inheritdoc ITokenListingRestrictionsModule
    function configureToken(ListingType listingType) external {
        bytes32 book = _callerBook();
        address token = _tokenOf(msg.sender);
        if (listingType == ListingType.NOT_CONFIGURED) revert InvalidListingTypeForConfiguration(listingType);
        if (_types[book][token] != ListingType.NOT_CONFIGURED) revert TokenAlreadyConfigured(token);
        _types[book][token] = listingType;
        emit TokenListingConfigured(token, listingType);
    }

    /// @inheritdoc ITokenListingRestrictionsModule
    function batchListTokens(address[] calldata tokens, InvestorAddressType addressType) external {
        for (uint256 i; i < tokens.length; ++i) listToken(tokens[i], addressType);
    }

    /// @inheritdoc ITokenListingRestrictionsModule
    function batchUnlistTokens(address[] calldata tokens, InvestorAddressType addressType) external {
        for (uint256 i; i < tokens.length; ++i) unlistToken(tokens[i], addressType);
    }

    /// @inheritdoc ITokenListingRestrictionsModule
    function getInvestorListingStatus(address token, address investor) external view returns (bool) {
        return _listed[token][investor];
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        return "TokenListingRestrictionsModule";
    }

    /// @inheritdoc IRuleModule
    function hooks() external pure returns (uint16) {
        return RuleHooks.TRANSFER | RuleHooks.MINT | RuleHooks.RECOVERY;
    }

    /// @inheritdoc ITokenListingRestrictionsModule
    function listToken(address token, InvestorAddressType addressType) public {
        address investor = _investorOf(token, addressType);
        if (!_set(token, investor, true)) revert TokenAlreadyListed(token, investor);
    }

    /// @inheritdoc ITokenListingRestrictionsModule
    function unlistToken(address token, InvestorAddressType addressType) public {
        address investor = _investorOf(token, addressType);
        if (!_set(token, investor, false)) revert TokenIsNotListed(token, investor);
    }

    /// @inheritdoc ITokenListingRestrictionsModule
    function getTokenListingType(address token) public view returns (ListingType) {
        return _types[_bookOf(address(IERC3643(token).compliance()))][token];
    }

    /// @dev A recovered wallet's choice goes to its successor.
    function _record(Movement memory movement, bytes32) internal override {
        if (movement.kind != MovementKind.Recovery || !_speaksFor(movement.token)) return;
        if (_set(movement.token, movement.from, false)) _set(movement.token, movement.to, true);
    }

    function _allows(Movement memory movement, bytes32 book) internal view override returns (bool) {
        ListingType listingType = _types[book][movement.token];
        if (listingType == ListingType.NOT_CONFIGURED) return true;
        mapping(address investor => bool) storage listed = _listed[movement.token];
        bool isListed = listed[movement.to] || listed[movement.toIdentity];
        return isListed == (listingType == ListingType.WHITELISTING);
    }

    function _set(address token, address investor, bool isListed) private returns (bool) {
        if (_listed[token][investor] == isListed) return false;
        _listed[token][investor] = isListed;
        if (isListed) emit TokenListed(token, investor);
        else emit TokenUnlisted(token, investor);
        return true;
    }

    function _investorOf(address token, InvestorAddressType addressType) private view returns (address investor) {
        if (getTokenListingType(token) == ListingType.NOT_CONFIGURED) revert TokenIsNotConfigured(token);
        if (addressType == InvestorAddressType.WALLET) return msg.sender;
        investor = address(IERC3643(token).identityRegistry().identity(msg.sender));
        if (investor == address(0)) revert IdentityNotFound(token, msg.sender);
    }
}
