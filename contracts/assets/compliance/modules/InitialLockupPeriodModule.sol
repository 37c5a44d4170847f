// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AbstractModule} from "./AbstractModule.sol";
import {IInitialLockupPeriodModule} from "./IInitialLockupPeriodModule.sol";
import {IModule} from "./IModule.sol";

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

    mapping(address compliance => mapping(uint256 epoch => uint256 period)) private _periods;
    mapping(address compliance => mapping(uint256 epoch => mapping(address wallet => Lot[]))) private _lots;

    /// @inheritdoc IInitialLockupPeriodModule
    function setLockupPeriod(uint256 lockupPeriodInDays) external onlyBoundCompliance {
        if (lockupPeriodInDays > MAX_DAYS) revert LockupPeriodTooLong(MAX_DAYS, lockupPeriodInDays);
        _periods[msg.sender][_epoch(msg.sender)] = lockupPeriodInDays * 1 days;
        emit LockupPeriodSet(msg.sender, lockupPeriodInDays);
    }

    /// @inheritdoc IModule
    function moduleMintAction(
        address to,
        uint256 value
    ) external override(AbstractModule, IModule) onlyBoundCompliance {
        uint256 period = getLockupPeriod(msg.sender);
        if (period == 0 || value == 0) return;
        Lot[] storage lots = _lotsOf(msg.sender, to);
        _prune(lots);
        _push(lots, value, block.timestamp + period);
    }

    /// @inheritdoc IModule
    function moduleTransferAction(
        address from,
        address to,
        uint256 value
    ) external override(AbstractModule, IModule) onlyBoundCompliance {
        if (from == to) return;
        Lot[] storage lots = _lotsOf(msg.sender, from);
        _release(lots, _lotsOf(msg.sender, to), _excess(lots, from, value), true);
    }

    /// @inheritdoc IModule
    function moduleBurnAction(
        address from,
        uint256 value
    ) external override(AbstractModule, IModule) onlyBoundCompliance {
        Lot[] storage lots = _lotsOf(msg.sender, from);
        _release(lots, lots, _excess(lots, from, value), false);
    }

    /// @inheritdoc IModule
    function moduleCheck(address from, address to, uint256 value, address compliance) external view returns (bool) {
        if (from == address(0) || to == address(0)) return true;
        uint256 locked = lockedOf(compliance, from);
        if (locked == 0) return true;
        uint256 balance = _token(compliance).balanceOf(from);
        return balance >= locked && balance - locked >= value;
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        return "InitialLockupPeriodModule";
    }

    /// @inheritdoc IInitialLockupPeriodModule
    function getLockupPeriod(address compliance) public view returns (uint256) {
        return _periods[compliance][_epoch(compliance)];
    }

    /// @inheritdoc IInitialLockupPeriodModule
    function lockedOf(address compliance, address wallet) public view returns (uint256) {
        return _locked(_lotsOf(compliance, wallet));
    }

    /// @dev Locked units that left the wallet. The balance is the one after the move; an ordinary transfer stays within
    /// the free units, so this is more than zero only for forced transfers, recovery and burns.
    function _excess(Lot[] storage lots, address wallet, uint256 value) private returns (uint256) {
        _prune(lots);
        uint256 locked = _locked(lots);
        if (locked == 0 || value == 0) return 0;
        uint256 balance = _token(msg.sender).balanceOf(wallet);
        return locked > balance ? locked - balance : 0;
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

    function _lotsOf(address compliance, address wallet) private view returns (Lot[] storage) {
        return _lots[compliance][_epoch(compliance)][wallet];
    }

    function _capped(uint256 amount) private pure returns (uint208) {
        return amount > type(uint208).max ? type(uint208).max : uint208(amount);
    }
}
