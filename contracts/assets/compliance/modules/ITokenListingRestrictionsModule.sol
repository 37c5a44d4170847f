// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IModule} from "./IModule.sol";
import {InvestorAddressType} from "./InvestorAddressType.sol";
import {ListingType} from "./ListingType.sol";

/// @notice Investors say themselves which tokens they receive, or refuse. Source: COMPLIANCE-37 to COMPLIANCE-39.
interface ITokenListingRestrictionsModule is IModule {
    event TokenListingConfigured(address _tokenAddress, ListingType _listingType);
    event TokenListed(address _tokenAddress, address _investorAddress);
    event TokenUnlisted(address _tokenAddress, address _investorAddress);

    error TokenAlreadyConfigured(address _tokenAddress);
    error TokenIsNotConfigured(address _tokenAddress);
    error InvalidListingTypeForConfiguration(ListingType _listingType);
    error TokenAlreadyListed(address _tokenAddress, address _investorAddress);
    error TokenIsNotListed(address _tokenAddress, address _investorAddress);
    error IdentityNotFound(address _tokenAddress, address _userAddress);

    /// @notice Says, once, what the list of the compliance's token means. *Caller:* a bound compliance.
    /// @dev *Reverts:* {TokenAlreadyConfigured}, {InvalidListingTypeForConfiguration}.
    function configureToken(ListingType _listingType) external;

    /// @notice Lists a token for the caller. *Caller:* an investor.
    /// @dev *Reverts:* {TokenIsNotConfigured}, {IdentityNotFound}, {TokenAlreadyListed}.
    function listToken(address _tokenAddress, InvestorAddressType _addressType) external;

    /// @notice Lists tokens for the caller. *Caller:* an investor. *Reverts:* as {listToken}.
    function batchListTokens(address[] calldata _tokenAddresses, InvestorAddressType _addressType) external;

    /// @notice Takes a token off the caller's list. *Caller:* an investor.
    /// @dev *Reverts:* {TokenIsNotConfigured}, {IdentityNotFound}, {TokenIsNotListed}.
    function unlistToken(address _tokenAddress, InvestorAddressType _addressType) external;

    /// @notice Takes tokens off the caller's list. *Caller:* an investor. *Reverts:* as {unlistToken}.
    function batchUnlistTokens(address[] calldata _tokenAddresses, InvestorAddressType _addressType) external;

    /// @notice What the list of a token means, as its present compliance set it.
    function getTokenListingType(address _tokenAddress) external view returns (ListingType);

    /// @notice Whether a wallet or identity listed a token.
    function getInvestorListingStatus(address _tokenAddress, address _investorAddress) external view returns (bool);
}
