// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {IMessenger} from "../interfaces/IMessenger.sol";

/// @notice What messages may meet: a target that notes its calls, fails, calls back, or is greedy. It takes no ETH.
contract MessageTargetMock {
    bool private _fails;
    address private _callee;
    bytes private _data;
    uint256 public taken;
    address public lastSender;

    error MessageTargetMockRefused();

    function setFails(bool fails) external {
        _fails = fails;
    }

    /// @notice Makes `take` call `callee` first.
    function setCall(address callee, bytes calldata data) external {
        (_callee, _data) = (callee, data);
    }

    function take(uint256 amount) external payable {
        if (_fails) revert MessageTargetMockRefused();
        if (_callee != address(0)) Address.functionCall(_callee, _data);
        lastSender = IMessenger(msg.sender).sender();
        taken += amount;
    }

    /// @notice Uses all gas.
    function burnGas() external pure {
        assembly ("memory-safe") {
            invalid()
        }
    }

    /// @notice Returns as much as it can pay for.
    function flood(uint256 size) external pure {
        assembly {
            revert(0, size)
        }
    }

    /// @notice Calls anything, with the wei sent along.
    function forward(address callee, bytes calldata data) external payable {
        Address.functionCallWithValue(callee, data, msg.value);
    }
}
