// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ISettlementGateway} from "./ISettlementGateway.sol";
import {IShieldBox} from "./IShieldBox.sol";

/// @notice Implements {IShieldBox}; boxes are clones of one of it.
contract ShieldBox is IShieldBox {
    using SafeERC20 for IERC20;

    address private immutable _boxes;

    modifier onlyBoxes() {
        if (msg.sender != _boxes) revert ShieldBoxCallerInvalid(_boxes, msg.sender);
        _;
    }

    constructor() {
        _boxes = msg.sender;
    }

    /// @inheritdoc IShieldBox
    function shield(
        ISettlementGateway gateway,
        IERC20 token,
        uint32 asset,
        uint128 amount,
        uint256 receiver
    ) external payable onlyBoxes returns (uint64 number) {
        token.forceApprove(address(gateway), amount);
        number = gateway.shield{value: msg.value}(asset, amount, receiver);
    }

    /// @inheritdoc IShieldBox
    function pay(IERC20 token, address to, uint256 amount) external onlyBoxes {
        token.safeTransfer(to, amount);
    }
}
