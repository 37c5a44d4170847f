// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IEthRelease} from "../../interfaces/IEthRelease.sol";
import {BoundedCall} from "../../libraries/BoundedCall.sol";
import {IMessageQueue} from "../rollup/IMessageQueue.sol";
import {IL1EthGateway} from "./IL1EthGateway.sol";
import {L1Gateway} from "./L1Gateway.sol";
import {Payouts} from "./Payouts.sol";

/// @notice Implements {IL1EthGateway}. ETH is the asset at the zero address.
contract L1EthGateway is IL1EthGateway, Payouts {
    address private constant _ETH = address(0);
    /// @dev Gas of who is paid: enough for the wallets that there are.
    uint256 private constant _PAY_GAS = 50_000;

    IMessageQueue private immutable _queue;

    /// @param timelock_ Administrator.
    /// @param leastDelay Seconds that its delay must be longer than.
    /// @param place Rollup, guardian and lane.
    /// @param links Messenger, policy and counterpart.
    /// @param queue The queue of the rollup.
    /// @param terms Limit of ETH, and no class.
    constructor(
        TimelockController timelock_,
        uint256 leastDelay,
        Place memory place,
        Links memory links,
        IMessageQueue queue,
        AssetTerms memory terms
    ) L1Gateway(timelock_, leastDelay, place, links) {
        _queue = queue;
        _setTerms(_ETH, terms);
    }

    /// @inheritdoc IL1EthGateway
    function deposit(address recipient, uint256 amount, uint64 gasLimit) external payable returns (uint64 place) {
        if (recipient == address(0)) revert GatewayRecipientInvalid(recipient);
        if (amount == 0) revert GatewayAmountZero();
        IMessageQueue.Request memory request = IMessageQueue.Request(recipient, false, amount, gasLimit, "");
        uint256 fee;
        // The fee stays here until it is handed over: sending it along costs every deposit 6,700 gas.
        (place, fee) = _queue.enqueueMint(_lane, msg.sender, request);
        if (msg.value < fee || msg.value - fee < amount) revert GatewayValueTooLow(amount + fee, msg.value);
        uint256 rest = msg.value - fee - amount;
        if (rest != 0 && !BoundedCall.trySend(msg.sender, gasleft(), rest)) {
            revert GatewayPaymentRefused(msg.sender, rest);
        }
    }

    /// @inheritdoc IL1EthGateway
    function handOverFees() external {
        _queue.payDue{value: _queue.dueOf(_lane)}(_lane);
    }

    /// @inheritdoc IEthRelease
    function release(address recipient, uint256 amount) external nonReentrant {
        _release(_ETH, recipient, amount);
    }

    function _send(address, address to, uint256 amount, uint256 gasLimit) internal override returns (bool) {
        return BoundedCall.trySend(to, gasLimit, amount);
    }

    function _isClassless() internal pure override returns (bool) {
        return true;
    }

    function _payGas() internal pure override returns (uint256) {
        return _PAY_GAS;
    }
}
