// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice The form on L2 of a token of L1. Source: spec/bridge.md, BRIDGE-14, BRIDGE-16, ESCAPE-4.
interface IBridgedToken is IERC20 {
    error BridgedTokenGatewayRequired(address gateway, address caller);
    error BridgedTokenReceiverInvalid(address receiver);

    /// @notice Creates units.
    /// @dev *Caller:* the gateway. *Reverts:* BridgedTokenGatewayRequired, BridgedTokenReceiverInvalid for a predeploy
    /// and
    /// the token itself, ERC20InvalidReceiver for zero.
    function mint(address to, uint256 amount) external;

    /// @notice Destroys units.
    /// @dev *Caller:* the gateway. *Reverts:* BridgedTokenGatewayRequired, ERC20InsufficientBalance.
    function burn(address from, uint256 amount) external;

    /// @notice The token of L1.
    function l1Token() external view returns (address);

    /// @notice Slot of the mapping of balances. *Source:* ESCAPE-4.
    function balanceSlot() external pure returns (uint256);
}
