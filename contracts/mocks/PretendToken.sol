// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC3643Compliance} from "../interfaces/erc3643/IERC3643Compliance.sol";

/// @notice A contract that says it is a token of whatever owner it likes (D14).
contract PretendToken {
    /// @notice The owner it pretends to have.
    address public owner;

    /// @notice Sets that owner.
    function pretend(address owner_) external {
        owner = owner_;
    }

    /// @notice Tries to bind itself.
    function bind(IERC3643Compliance compliance) external {
        compliance.bindToken(address(this));
    }
}
