// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Movement} from "../Movement.sol";
import {IdentityBalances} from "./IdentityBalances.sol";
import {IHolderCountCapModule} from "./IHolderCountCapModule.sol";
import {IModule} from "./IModule.sol";
import {SumChange} from "./SumChange.sol";

/// @notice At most so many identities hold units. Source: COMPLIANCE-42, COMPLIANCE-43.
contract HolderCountCapModule is IdentityBalances, IHolderCountCapModule {
    mapping(bytes32 book => uint256) private _caps;
    mapping(bytes32 sheet => uint256) private _counts;

    /// @inheritdoc IHolderCountCapModule
    function setHolderCap(uint256 cap) external {
        _caps[_callerBook()] = cap;
        emit HolderCapSet(msg.sender, cap);
    }

    /// @inheritdoc IHolderCountCapModule
    function getHolderCap(address compliance) external view returns (uint256) {
        return _caps[_bookOf(compliance)];
    }

    /// @inheritdoc IHolderCountCapModule
    function getHolderCount(address compliance) external view returns (uint256) {
        return _counts[_sheet(compliance)];
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        return "HolderCountCapModule";
    }

    function _sumChanged(bytes32 sheet, SumChange memory change) internal override {
        if (change.before == 0 && change.current > 0) ++_counts[sheet];
        else if (change.before > 0 && change.current == 0) --_counts[sheet];
    }

    function _allows(Movement memory movement, bytes32 book) internal view override returns (bool) {
        bytes32 sheet = _sheetOf(book, movement.token);
        if (!_isComplete(sheet, movement.token)) return false;
        if (!_brings(sheet, movement)) return true;
        uint256 count = _counts[sheet];
        if (_empties(sheet, movement)) --count;
        return count < _caps[book];
    }
}
