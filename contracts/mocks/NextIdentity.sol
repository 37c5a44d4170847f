// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Identity} from "../assets/identity/Identity.sol";

/// @notice A later code of the identity, with a function more.
contract NextIdentity is Identity {
    constructor() {
        _disableInitializers();
    }

    /// @notice What the earlier code does not have.
    function isNext() external pure returns (bool) {
        return true;
    }
}
