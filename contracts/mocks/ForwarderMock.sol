// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A contract that calls what it is told to, from its constructor too, and may refuse wei or call back when it
/// receives them.
contract ForwarderMock {
    bool public refuses;
    address private _target;
    bytes private _callBack;

    error ForwarderRefused();

    constructor(address target, bytes memory data) payable {
        if (target != address(0)) forward(target, data, msg.value);
    }

    receive() external payable {
        if (refuses) revert ForwarderRefused();
        if (_callBack.length != 0) forward(_target, _callBack, 0);
    }

    function setRefuses(bool refuses_) external {
        refuses = refuses_;
    }

    function setCallBack(address target, bytes calldata data) external {
        (_target, _callBack) = (target, data);
    }

    function forward(address target, bytes memory data, uint256 value) public payable {
        (bool isDone, bytes memory answer) = target.call{value: value}(data);
        if (isDone) return;
        assembly ("memory-safe") {
            // The callee's own error.
            revert(add(answer, 32), mload(answer))
        }
    }
}
