// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IAgentRole} from "../../../interfaces/erc3643/IAgentRole.sol";
import {IERC3643} from "../../../interfaces/erc3643/IERC3643.sol";
import {Movement} from "../Movement.sol";
import {MovementKind} from "../MovementKind.sol";
import {AbstractModule} from "./AbstractModule.sol";
import {IModule} from "./IModule.sol";
import {IRuleModule} from "./IRuleModule.sol";
import {ITransferFeesModule} from "./ITransferFeesModule.sol";
import {RuleHooks} from "./RuleHooks.sol";
import {TransferFee} from "./TransferFee.sol";

/// @notice The receiver of a transfer pays a part of it as a fee. Source: COMPLIANCE-34 to COMPLIANCE-36.
contract TransferFeesModule is AbstractModule, ITransferFeesModule {
    /// @notice A {TransferFee} in one slot.
    struct Fee {
        uint16 rate;
        address collector;
    }

    uint256 private constant WHOLE = 10_000;

    mapping(bytes32 book => Fee) private _fees;

    /// @inheritdoc ITransferFeesModule
    function setFee(uint256 rate, address collector) external {
        bytes32 book = _callerBook();
        if (rate > WHOLE) revert FeeRateIsOutOfRange(msg.sender, rate);
        if (!IERC3643(_tokenOf(msg.sender)).identityRegistry().isVerified(collector)) {
            revert CollectorAddressIsNotVerified(msg.sender, collector);
        }
        // At most WHOLE.
        _fees[book] = Fee(uint16(rate), collector);
        emit FeeUpdated(msg.sender, rate, collector);
    }

    /// @inheritdoc ITransferFeesModule
    function getFee(address compliance) external view returns (TransferFee memory) {
        Fee memory fee = _fees[_bookOf(compliance)];
        return TransferFee(fee.rate, fee.collector);
    }

    /// @inheritdoc IModule
    function canComplianceBind(address compliance) external view override(AbstractModule, IModule) returns (bool) {
        address token = _tokenOf(compliance);
        return token != address(0) && IAgentRole(token).isAgent(address(this));
    }

    /// @inheritdoc IModule
    function isPlugAndPlay() external pure override(AbstractModule, IModule) returns (bool) {
        return false;
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        return "TransferFeesModule";
    }

    /// @inheritdoc IRuleModule
    function hooks() external pure returns (uint16) {
        return RuleHooks.AFTER_TRANSFER;
    }

    /// @dev The charge itself goes to the collector, so that a foreign compliance that tells of it charges no more.
    function _settle(Movement memory movement, bytes32 book) internal override {
        if (movement.kind != MovementKind.Transfer || movement.fromIdentity == movement.toIdentity) return;
        Fee memory fee = _fees[book];
        if (fee.rate == 0 || movement.from == fee.collector || movement.to == fee.collector) return;
        // This module is an agent of the token: whoever else calls must not spend that right.
        if (!_speaksFor(movement.token)) return;
        uint256 amount = Math.mulDiv(movement.amount, fee.rate, WHOLE);
        if (amount == 0) return;
        uint256 available = gasleft();
        try IERC3643(movement.token).forcedTransfer(movement.to, fee.collector, amount) returns (bool) {} catch {
            // Who sends too little gas must not get away without it: want of gas uses up nearly all there is.
            if (gasleft() < available / 2) revert FeeGasTooLow(gasleft());
            emit FeeMissed(msg.sender, movement.to, amount);
        }
    }

    function _allows(Movement memory, bytes32) internal pure override returns (bool) {
        return true;
    }
}
