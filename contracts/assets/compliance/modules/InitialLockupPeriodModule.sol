// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Movement} from "../Movement.sol";
import {MovementKind} from "../MovementKind.sol";
import {AbstractModule} from "./AbstractModule.sol";
import {IInitialLockupPeriodModule} from "./IInitialLockupPeriodModule.sol";
import {IModule} from "./IModule.sol";
import {IRuleModule} from "./IRuleModule.sol";
import {RuleHooks} from "./RuleHooks.sol";

/// @notice Newly created units stay put for a period. Source: COMPLIANCE-13 to COMPLIANCE-15.
contract InitialLockupPeriodModule is AbstractModule, IInitialLockupPeriodModule {
    /// @notice Units locked until a time.
    /// @param amount Base units, saturating.
    /// @param releaseAt Unix time, seconds; free from then on.
    struct Lot {
        uint208 amount;
        uint48 releaseAt;
    }

    uint256 private constant MAX_DAYS = 36_500;

    mapping(bytes32 book => uint256 period) private _periods;
    mapping(bytes32 book => mapping(address wallet => Lot[])) private _lots;

    /// @inheritdoc IInitialLockupPeriodModule
    function setLockupPeriod(uint256 lockupPeriodInDays) external {
        bytes32 book = _callerBook();
        if (lockupPeriodInDays > MAX_DAYS) revert LockupPeriodTooLong(MAX_DAYS, lockupPeriodInDays);
        _periods[book] = lockupPeriodInDays * 1 days;
        emit LockupPeriodSet(msg.sender, lockupPeriodInDays);
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        return "InitialLockupPeriodModule";
    }

    /// @inheritdoc IRuleModule
    function hooks() external pure returns (uint16) {
        return RuleHooks.ALL;
    }

    /// @inheritdoc IInitialLockupPeriodModule
    function getLockupPeriod(address compliance) public view returns (uint256) {
        return _periods[_bookOf(compliance)];
    }

    /// @inheritdoc IInitialLockupPeriodModule
    function lockedOf(address compliance, address wallet) public view returns (uint256) {
        return _locked(_lots[_bookOf(compliance)][wallet]);
    }

    /// @dev Locks what is created; what leaves a wallet takes locked units along only beyond the free ones, which an
    /// ordinary transfer never needs.
    function _record(Movement memory movement, bytes32 book) internal override {
        if (movement.amount == 0 || movement.from == movement.to) return;
        if (movement.kind == MovementKind.Mint) {
            uint256 period = _periods[book];
            if (period == 0) return;
            Lot[] storage created = _lots[book][movement.to];
            _prune(created);
            _push(created, movement.amount, block.timestamp + period);
            return;
        }
        Lot[] storage lots = _lots[book][movement.from];
        if (lots.length == 0) return;
        _prune(lots);
        uint256 locked = _locked(lots);
        uint256 rest = movement.fromBalance - movement.amount;
        if (locked <= rest) return;
        bool carry = movement.kind != MovementKind.Burn;
        _release(lots, carry ? _lots[book][movement.to] : lots, locked - rest, carry);
    }

    function _allows(Movement memory movement, bytes32 book) internal view override returns (bool) {
        if (movement.kind == MovementKind.Mint) return true;
        uint256 locked = _locked(_lots[book][movement.from]);
        if (locked == 0) return true;
        return movement.fromBalance >= locked && movement.fromBalance - locked >= movement.amount;
    }

    /// @dev Takes `amount` out of the last lots; with `carry`, into the receiver's.
    function _release(Lot[] storage lots, Lot[] storage receiver, uint256 amount, bool carry) private {
        while (amount > 0) {
            Lot storage last = lots[lots.length - 1];
            (uint208 inLot, uint48 releaseAt) = (last.amount, last.releaseAt);
            uint256 taken = amount < inLot ? amount : inLot;
            if (taken == inLot)
                lots.pop();
                // Taken is less than the lot here, which is a uint208.
            else last.amount = inLot - uint208(taken);
            if (carry) _push(receiver, taken, releaseAt);
            amount -= taken;
        }
    }

    function _push(Lot[] storage lots, uint256 amount, uint256 releaseAt) private {
        uint256 length = lots.length;
        if (length > 0 && lots[length - 1].releaseAt == releaseAt) {
            lots[length - 1].amount = _capped(lots[length - 1].amount + amount);
        } else {
            // Now plus at most 100 years fits 48 bits.
            lots.push(Lot(_capped(amount), uint48(releaseAt)));
        }
    }

    function _prune(Lot[] storage lots) private {
        uint256 i;
        while (i < lots.length) {
            if (lots[i].releaseAt > block.timestamp) {
                ++i;
                continue;
            }
            lots[i] = lots[lots.length - 1];
            lots.pop();
        }
    }

    function _locked(Lot[] storage lots) private view returns (uint256 locked) {
        uint256 length = lots.length;
        for (uint256 i; i < length; ++i) {
            if (lots[i].releaseAt > block.timestamp) locked += lots[i].amount;
        }
    }

    function _capped(uint256 amount) private pure returns (uint208) {
        return amount > type(uint208).max ? type(uint208).max : uint208(amount);
    }
}
