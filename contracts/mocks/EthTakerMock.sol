// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @notice Takes ETH when it wants to, and calls somebody then.
contract EthTakerMock {
    bool private _refuses;
    address private _callee;
    bytes private _data;
    bool public called;

    error EthTakerMockRefused();

    receive() external payable {
        if (_refuses) revert EthTakerMockRefused();
        // solhint-disable-next-line avoid-low-level-calls
        if (_callee != address(0)) (called, ) = _callee.call(_data);
    }

    function setRefuses(bool refuses) external {
        _refuses = refuses;
    }

    function setCall(address callee, bytes calldata data) external {
        (_callee, _data) = (callee, data);
    }

    function forward(address callee, bytes calldata data) external payable {
        Address.functionCallWithValue(callee, data, msg.value);
    }
}
