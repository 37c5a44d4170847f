// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Ownership of a contract. Source: ERC-173.
interface IERC173 {
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);

    /// @notice The account that owns the contract.
    function owner() external view returns (address);

    /// @notice Gives the contract to another owner. *Caller:* the owner.
    function transferOwnership(address newOwner) external;
}
