// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Movement} from "../Movement.sol";
import {MovementKind} from "../MovementKind.sol";
import {AbstractModule} from "./AbstractModule.sol";
import {IModule} from "./IModule.sol";
import {IRuleModule} from "./IRuleModule.sol";
import {ISupplyLimitModule} from "./ISupplyLimitModule.sol";
import {RuleHooks} from "./RuleHooks.sol";

/// @notice No more units are created than a limit. Source: COMPLIANCE-21.
contract SupplyLimitModule is AbstractModule, ISupplyLimitModule {
    mapping(bytes32 book => uint256) private _limits;

    /// @inheritdoc ISupplyLimitModule
    function setSupplyLimit(uint256 limit) external {
        _limits[_callerBook()] = limit;
        emit SupplyLimitSet(msg.sender, limit);
    }

    /// @inheritdoc ISupplyLimitModule
    function getSupplyLimit(address compliance) external view returns (uint256) {
        return _limits[_bookOf(compliance)];
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        return "SupplyLimitModule";
    }

    /// @inheritdoc IRuleModule
    function hooks() external pure returns (uint16) {
        return RuleHooks.MINT;
    }

    function _allows(Movement memory movement, bytes32 book) internal view override returns (bool) {
        if (movement.kind != MovementKind.Mint) return true;
        uint256 limit = _limits[book];
        return movement.amount <= limit && IERC20(movement.token).totalSupply() <= limit - movement.amount;
    }
}
