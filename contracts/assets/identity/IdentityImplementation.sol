// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Identity} from "./Identity.sol";

/// @notice The identity's code for proxies: nobody can set it up for himself. Source: IDENTITY-50.
contract IdentityImplementation is Identity {
    constructor() {
        _disableInitializers();
    }
}
