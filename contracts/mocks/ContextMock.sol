// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Evidence} from "../types/Evidence.sol";

/// @notice A messenger that says what it is told and shows why a target refuses, which the real ones keep to
/// themselves.
contract ContextMock {
    address public sender;
    Evidence private _evidence;
    uint64 private _finalAt;

    event ContextMockSent(address target, uint64 gasLimit, bytes data);

    function setContext(address sender_, Evidence evidence, uint64 finalAt) external {
        (sender, _evidence, _finalAt) = (sender_, evidence, finalAt);
    }

    function send(address target, bytes calldata data) external {
        Address.functionCall(target, data);
    }

    function sendMessage(
        address target,
        uint64 gasLimit,
        bytes calldata data,
        address
    ) external payable returns (uint64) {
        emit ContextMockSent(target, gasLimit, data);
        return 0;
    }

    function sendMessage(address target, uint64 gasLimit, bytes calldata data) external returns (uint64) {
        emit ContextMockSent(target, gasLimit, data);
        return 0;
    }

    function guardToken(address) external {}

    function forbid(address) external {}

    function context() external view returns (address, Evidence, uint64) {
        return (sender, _evidence, _finalAt);
    }
}
