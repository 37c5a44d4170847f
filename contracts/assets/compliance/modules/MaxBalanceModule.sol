// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Movement} from "../Movement.sol";
import {IMaxBalanceModule} from "./IMaxBalanceModule.sol";
import {IModule} from "./IModule.sol";
import {IdentityBalances} from "./IdentityBalances.sol";

/// @notice No identity holds more than a maximum, over all its wallets. Source: COMPLIANCE-9, COMPLIANCE-10.
contract MaxBalanceModule is IdentityBalances, IMaxBalanceModule {
    mapping(bytes32 book => uint256) private _max;

    /// @inheritdoc IMaxBalanceModule
    function setMaxBalance(uint256 max) external {
        _max[_callerBook()] = max;
        emit MaxBalanceSet(msg.sender, max);
    }

    /// @inheritdoc IMaxBalanceModule
    function getMaxBalance(address compliance) external view returns (uint256) {
        return _max[_bookOf(compliance)];
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        return "MaxBalanceModule";
    }

    function _allows(Movement memory movement, bytes32 book) internal view override returns (bool) {
        bytes32 sheet = _sheetOf(book, movement.token);
        if (!_isComplete(sheet, movement.token)) return false;
        if (_isWithinIdentity(sheet, movement)) return true;
        uint256 max = _max[book];
        return movement.amount <= max && _heldByReceiver(sheet, movement) <= max - movement.amount;
    }
}
