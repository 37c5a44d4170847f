// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @notice A contract that calls itself the compliance of somebody else's token.
contract FakeCompliance {
    address private immutable _token;

    /// @param token The token it claims to serve.
    constructor(address token) {
        _token = token;
    }

    /// @notice Calls a module in its own name.
    function callModule(address module, bytes calldata callData) external {
        Address.functionCall(module, callData);
    }

    /// @notice The token it claims to serve.
    function getTokenBound() external view returns (address) {
        return _token;
    }
}
