// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Why a transfer would fail, as a code and in words. Source: ERC-1404.
interface IERC1404 {
    /// @notice Why a transfer by the holder would fail now; zero: it would not.
    function detectTransferRestriction(address from, address to, uint256 value) external view returns (uint8);

    /// @notice The code in words.
    function messageForTransferRestriction(uint8 restrictionCode) external view returns (string memory);
}
