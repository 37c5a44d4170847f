// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IIdentity} from "../../interfaces/erc3643/IIdentity.sol";

/// @notice What the identity contract answers to beyond ERC-734 and ERC-735, and its errors. Source: ONCHAINID ABI.
interface IIdentityContract is IIdentity {
    error IdentityKeyMissing();
    error IdentityPurposeTooLarge(uint256 maximum, uint256 actual);
    error IdentityKeyTypeTooLarge(uint256 maximum, uint256 actual);
    error IdentityKeyHasPurpose(bytes32 key, uint256 purpose);
    error IdentityKeyLacksPurpose(bytes32 key, uint256 purpose);
    error IdentityCallerLacksPurpose(address caller, uint256 purpose);
    error IdentityExecutionUnknown(uint256 executionId);
    error IdentityExecutionDone(uint256 executionId);
    error IdentityClaimInvalid(address issuer, uint256 topic);
    error IdentityClaimUnknown(bytes32 claimId);

    /// @notice Sets the identity up, once: gives `initialManagementKey` the first management key.
    /// @dev *Caller:* anyone, in the transaction that deploys. *Reverts:* {IdentityKeyMissing}.
    function initialize(address initialManagementKey) external;

    /// @notice Version of the ONCHAINID ABI that the contract answers to.
    function version() external pure returns (string memory);

    /// @notice Who signed a digest.
    /// @param sig 65-byte signature, low s, v 27 or 28.
    /// @param dataHash The digest as signed, prefix included.
    /// @return addr Zero for any other form.
    function getRecoveredAddress(bytes calldata sig, bytes32 dataHash) external pure returns (address addr);
}
