// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IForcedActions} from "../assets/token/IForcedActions.sol";

/// @notice A token of which all may hold a thousand units, whatever is done to them: it refuses forced actions by
/// answer instead of revert, or calls the desk back, and burns nothing.
contract RefusingToken {
    address public immutable owner;
    bool private _callsBack;

    constructor(address owner_) {
        owner = owner_;
    }

    /// @notice Calls the desk back from now on.
    function callBack() external {
        _callsBack = true;
    }

    /// @notice Refuses, or calls back.
    function forcedTransfer(address, address, uint256) external returns (bool) {
        if (_callsBack) {
            IForcedActions(msg.sender).pause(address(this), IForcedActions.Grounds(bytes32(uint256(1)), bytes32(0)));
        }
        return false;
    }

    /// @notice Refuses.
    function setFrozenTokens(address, uint256) external pure returns (bool) {
        return false;
    }

    /// @notice Refuses.
    function recoveryAddress(address, address, address) external pure returns (bool) {
        return false;
    }

    /// @notice Burns nothing.
    function burn(address, uint256) external {}

    /// @notice Not at all.
    function paused() external pure returns (bool) {
        return false;
    }

    /// @notice Everybody.
    function isAgent(address) external pure returns (bool) {
        return true;
    }

    /// @notice Everybody.
    function canSend(address) external pure returns (bool) {
        return true;
    }

    /// @notice Nothing.
    function getFrozenTokens(address) external pure returns (uint256) {
        return 0;
    }

    /// @notice The same for all.
    function balanceOf(address) external pure returns (uint256) {
        return 1000;
    }
}
