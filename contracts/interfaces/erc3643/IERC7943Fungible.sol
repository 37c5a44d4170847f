// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Minimal real-world-asset functions of a fungible token. Source: ERC-7943.
interface IERC7943Fungible {
    event ForcedTransfer(address indexed from, address indexed to, uint256 amount);
    event Frozen(address indexed account, uint256 amount);

    error ERC7943CannotSend(address account);
    error ERC7943CannotReceive(address account);
    error ERC7943CannotTransfer(address from, address to, uint256 amount);
    error ERC7943InsufficientUnfrozenBalance(address account, uint256 amount, uint256 unfrozen);

    /// @notice Moves units without the holder's consent.
    function forcedTransfer(address from, address to, uint256 amount) external returns (bool);

    /// @notice Sets how many units of an account are frozen; may exceed its balance.
    function setFrozenTokens(address account, uint256 amount) external returns (bool);

    /// @notice Whether the account may send units at all.
    function canSend(address account) external view returns (bool);

    /// @notice Whether the account may receive units at all.
    function canReceive(address account) external view returns (bool);

    /// @notice Units of an account that are frozen.
    function getFrozenTokens(address account) external view returns (uint256);

    /// @notice Whether a transfer by the holder would succeed now.
    function canTransfer(address from, address to, uint256 amount) external view returns (bool);
}
