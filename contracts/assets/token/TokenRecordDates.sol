// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {IRecordDates} from "../../interfaces/IRecordDates.sol";
import {TokenLedger} from "./TokenLedger.sol";

/// @notice Balances at scheduled record dates. A balance is written down when it first changes after a date passed, so
/// until then a transfer reads one slot and writes nothing. Source: TOKEN-23 to TOKEN-27.
abstract contract TokenRecordDates is TokenLedger {
    using Checkpoints for Checkpoints.Trace208;

    /// @custom:storage-location erc7201:muniment.storage.TokenRecordDates
    struct RecordDatesStorage {
        // Latest date scheduled, and how many lie after the one known to have passed.
        uint48 last;
        uint16 pending;
        mapping(uint48 recordDate => uint48) nextOf;
        mapping(address account => Checkpoints.Trace208) balances;
        Checkpoints.Trace208 supply;
    }

    /// @dev Record dates cannot be taken back, and each is later than the last: a far one would bar all before it.
    uint48 private constant MAX_AHEAD = 400 days;
    /// @dev A movement walks over all dates that have passed since the last one: it must not be many.
    uint16 private constant MAX_PENDING = 64;

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.TokenRecordDates")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant RECORD_DATES_SLOT = 0x81dbbbc863e06a8b0c5dd56a3f2a20f3da47efe89b7916d61b29436684019300;

    function _scheduleRecordDate(uint48 recordDate) internal {
        _passDates();
        RecordDatesStorage storage $ = _recordDates();
        if ($.pending >= MAX_PENDING) revert IRecordDates.RecordDatesTooMany(MAX_PENDING);
        uint48 last = $.last;
        // Unix time fits 48 bits for some eight million years.
        uint48 current = uint48(block.timestamp);
        uint48 earliest = (last > current ? last : current) + 1;
        if (recordDate < earliest) revert IRecordDates.RecordDateNotLater(recordDate, earliest);
        if (recordDate > current + MAX_AHEAD) revert IRecordDates.RecordDateTooFar(recordDate, current + MAX_AHEAD);

        if (last != 0) $.nextOf[last] = recordDate;
        if (_settings().nextDate == 0) _settings().nextDate = recordDate;
        $.last = recordDate;
        ++$.pending;
        emit IRecordDates.RecordDateScheduled(recordDate);
    }

    function _balanceOfAt(address account, uint48 recordDate) internal view returns (uint256) {
        _checkPassed(recordDate);
        Checkpoints.Trace208 storage trace = _recordDates().balances[account];
        return _isRecorded(trace, recordDate) ? trace.lowerLookup(recordDate) : balanceOf(account);
    }

    function _totalSupplyAt(uint48 recordDate) internal view returns (uint256) {
        _checkPassed(recordDate);
        Checkpoints.Trace208 storage trace = _recordDates().supply;
        return _isRecorded(trace, recordDate) ? trace.lowerLookup(recordDate) : totalSupply();
    }

    function _isRecordDate(uint48 recordDate) internal view returns (bool) {
        RecordDatesStorage storage $ = _recordDates();
        return recordDate != 0 && (recordDate == $.last || $.nextOf[recordDate] != 0);
    }

    /// @dev Writes down what the coming change would lose.
    function _update(address from, address to, uint256 value) internal override {
        uint48 passed = _passDates();
        if (passed != 0) {
            RecordDatesStorage storage $ = _recordDates();
            if (from == address(0) || to == address(0)) _record($.supply, passed, totalSupply());
            if (from != address(0)) _record($.balances[from], passed, balanceOf(from));
            if (to != address(0)) _record($.balances[to], passed, balanceOf(to));
        }
        super._update(from, to, value);
    }

    /// @dev Notes which dates have passed. Returns the latest of them, zero for none.
    function _passDates() private returns (uint48 passed) {
        TokenSettingsStorage storage settings = _settings();
        uint48 next = settings.nextDate;
        passed = settings.passedDate;
        if (next == 0 || block.timestamp <= next) return passed;
        RecordDatesStorage storage $ = _recordDates();
        uint16 pending = $.pending;
        while (next != 0 && block.timestamp > next) {
            (passed, next) = (next, $.nextOf[next]);
            --pending;
        }
        (settings.passedDate, settings.nextDate, $.pending) = (passed, next, pending);
    }

    function _record(Checkpoints.Trace208 storage trace, uint48 recordDate, uint256 value) private {
        // Supply, and so every balance, is kept below 2^208 at minting (TOKEN-9).
        if (!_isRecorded(trace, recordDate)) trace.push(recordDate, uint208(value));
    }

    function _isRecorded(Checkpoints.Trace208 storage trace, uint48 recordDate) private view returns (bool) {
        (bool exists, uint48 latest, ) = trace.latestCheckpoint();
        return exists && latest >= recordDate;
    }

    function _checkPassed(uint48 recordDate) private view {
        if (!_isRecordDate(recordDate)) revert IRecordDates.RecordDateUnknown(recordDate);
        if (block.timestamp <= recordDate) revert IRecordDates.RecordDatePending(recordDate, uint48(block.timestamp));
    }

    function _recordDates() private pure returns (RecordDatesStorage storage $) {
        assembly ("memory-safe") {
            $.slot := RECORD_DATES_SLOT // ERC-7201 pointer
        }
    }
}
