// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {IRecordDates} from "../../interfaces/IRecordDates.sol";
import {TokenSettings} from "./TokenSettings.sol";

/// @notice Balances at scheduled record dates. A balance is written down when it first changes after a date passed, so
/// until then a transfer reads one slot and writes nothing. Source: TOKEN-23 to TOKEN-27.
abstract contract TokenRecordDates is TokenSettings {
    using Checkpoints for Checkpoints.Trace208;

    /// @custom:storage-location erc7201:muniment.storage.TokenRecordDates
    struct RecordDatesStorage {
        // Latest date known to have passed, and the one after it; zero for none.
        uint48 passed;
        uint48 next;
        // Latest date scheduled.
        uint48 last;
        mapping(uint48 recordDate => uint48) nextOf;
        mapping(address account => Checkpoints.Trace208) balances;
        Checkpoints.Trace208 supply;
    }

    /// @dev Record dates cannot be taken back, and each is later than the last: a far one would bar all before it.
    uint48 private constant MAX_AHEAD = 400 days;

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.TokenRecordDates")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant RECORD_DATES_SLOT = 0x81dbbbc863e06a8b0c5dd56a3f2a20f3da47efe89b7916d61b29436684019300;

    /// @inheritdoc IRecordDates
    function scheduleRecordDate(uint48 recordDate) external onlyAgent {
        RecordDatesStorage storage $ = _recordDates();
        uint48 last = $.last;
        // Unix time fits 48 bits for some eight million years.
        uint48 current = uint48(block.timestamp);
        uint48 earliest = (last > current ? last : current) + 1;
        if (recordDate < earliest) revert RecordDateNotLater(recordDate, earliest);
        if (recordDate > current + MAX_AHEAD) revert RecordDateTooFar(recordDate, current + MAX_AHEAD);

        if (last != 0) $.nextOf[last] = recordDate;
        if ($.next == 0) $.next = recordDate;
        $.last = recordDate;
        emit RecordDateScheduled(recordDate);
    }

    /// @inheritdoc IRecordDates
    function balanceOfAt(address account, uint48 recordDate) external view returns (uint256) {
        _checkPassed(recordDate);
        Checkpoints.Trace208 storage trace = _recordDates().balances[account];
        return _isRecorded(trace, recordDate) ? trace.lowerLookup(recordDate) : balanceOf(account);
    }

    /// @inheritdoc IRecordDates
    function totalSupplyAt(uint48 recordDate) external view returns (uint256) {
        _checkPassed(recordDate);
        Checkpoints.Trace208 storage trace = _recordDates().supply;
        return _isRecorded(trace, recordDate) ? trace.lowerLookup(recordDate) : totalSupply();
    }

    /// @inheritdoc IRecordDates
    function isRecordDate(uint48 recordDate) public view returns (bool) {
        RecordDatesStorage storage $ = _recordDates();
        return recordDate != 0 && (recordDate == $.last || $.nextOf[recordDate] != 0);
    }

    /// @dev Writes down what the coming change would lose.
    function _update(address from, address to, uint256 value) internal override {
        RecordDatesStorage storage $ = _recordDates();
        uint48 passed = $.passed;
        uint48 next = $.next;
        if (next != 0 && block.timestamp > next) {
            while (next != 0 && block.timestamp > next) (passed, next) = (next, $.nextOf[next]);
            ($.passed, $.next) = (passed, next);
        }
        if (passed != 0) {
            if (from == address(0) || to == address(0)) _record($.supply, passed, totalSupply());
            if (from != address(0)) _record($.balances[from], passed, balanceOf(from));
            if (to != address(0)) _record($.balances[to], passed, balanceOf(to));
        }
        super._update(from, to, value);
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
        if (!isRecordDate(recordDate)) revert RecordDateUnknown(recordDate);
        if (block.timestamp <= recordDate) revert RecordDatePending(recordDate, uint48(block.timestamp));
    }

    function _recordDates() private pure returns (RecordDatesStorage storage $) {
        assembly ("memory-safe") {
            $.slot := RECORD_DATES_SLOT // ERC-7201 pointer
        }
    }
}
