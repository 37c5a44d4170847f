// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC3643Compliance} from "../interfaces/erc3643/IERC3643Compliance.sol";

/// @notice A compliance that is not made of modules: one answer for all.
contract PlainCompliance is IERC3643Compliance {
    address private _token;
    bool private _answer = true;

    /// @notice Sets the answer.
    function setAnswer(bool answer) external {
        _answer = answer;
    }

    /// @inheritdoc IERC3643Compliance
    function bindToken(address token) external {
        _token = token;
        emit TokenBound(token);
    }

    /// @inheritdoc IERC3643Compliance
    function unbindToken(address token) external {
        _token = address(0);
        emit TokenUnbound(token);
    }

    /// @inheritdoc IERC3643Compliance
    function transferred(address, address, uint256) external {}

    /// @inheritdoc IERC3643Compliance
    function created(address, uint256) external {}

    /// @inheritdoc IERC3643Compliance
    function destroyed(address, uint256) external {}

    /// @inheritdoc IERC3643Compliance
    function canTransfer(address, address, uint256) external view returns (bool) {
        return _answer;
    }

    /// @inheritdoc IERC3643Compliance
    function isTokenBound(address token) external view returns (bool) {
        return token == _token;
    }

    /// @inheritdoc IERC3643Compliance
    function getTokenBound() external view returns (address) {
        return _token;
    }
}
