// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The gateway of tokens on L2, a predeploy. Source: spec/bridge.md, BRIDGE-14 to BRIDGE-17.
interface IL2TokenGateway {
    event FormCreated(address indexed token, address indexed form);
    event TokensArrived(address indexed token, address indexed recipient, uint256 amount);
    event TokensReturned(address indexed token, address indexed from, address indexed recipient, uint256 amount);
    event TokensWithdrawn(address indexed token, address indexed sender, address indexed recipient, uint256 amount);

    error L2GatewayTokenUnknown(address token);
    error L2GatewayNoForm();

    /// @notice Withdraws units of a form of the caller.
    /// @param token The token of L1.
    /// @param recipient Who gets them on L1.
    /// @return place Place of the message.
    /// @dev *Caller:* a holder. *Reverts:* L2GatewayTokenUnknown, L2GatewayRecipientInvalid for zero,
    /// L2GatewayAmountZero, ERC20InsufficientBalance. *Source:* BRIDGE-16.
    function withdraw(address token, uint256 amount, address recipient) external returns (uint64 place);

    /// @notice Address of the form of a token, whether it is there or not. *Source:* BRIDGE-14.
    function formOf(address token) external view returns (address);

    /// @notice What the form that is being made is to be; a form asks in its constructor.
    /// @dev *Reverts:* L2GatewayNoForm when none is.
    function newForm() external view returns (address token, string memory name, string memory symbol, uint8 decimals);
}
