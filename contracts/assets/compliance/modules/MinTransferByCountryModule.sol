// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Movement} from "../Movement.sol";
import {AbstractModule} from "./AbstractModule.sol";
import {IMinTransferByCountryModule} from "./IMinTransferByCountryModule.sol";
import {IModule} from "./IModule.sol";
import {IRuleModule} from "./IRuleModule.sol";
import {RuleHooks} from "./RuleHooks.sol";

/// @notice Who holds nothing yet must start with a minimum, by country. Source: COMPLIANCE-26.
contract MinTransferByCountryModule is AbstractModule, IMinTransferByCountryModule {
    mapping(bytes32 book => mapping(uint16 country => uint256)) private _minimums;

    /// @inheritdoc IMinTransferByCountryModule
    function setMinimumTransferAmount(uint16 country, uint256 minimumAmount) external {
        _minimums[_callerBook()][country] = minimumAmount;
        emit MinimumTransferAmountSet(msg.sender, country, minimumAmount);
    }

    /// @inheritdoc IMinTransferByCountryModule
    function getMinimumTransferAmount(address compliance, uint16 country) external view returns (uint256) {
        return _minimums[_bookOf(compliance)][country];
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        return "MinTransferByCountryModule";
    }

    /// @inheritdoc IRuleModule
    function hooks() external pure returns (uint16) {
        return RuleHooks.TRANSFER | RuleHooks.MINT;
    }

    /// @dev A wallet that holds something, or gets from another one of its identity, is not new.
    function _allows(Movement memory movement, bytes32 book) internal view override returns (bool) {
        if (movement.toBalance > 0 || movement.fromIdentity == movement.toIdentity) return true;
        return movement.amount >= _minimums[book][movement.toCountry];
    }
}
