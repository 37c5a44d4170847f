// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Balances as they stood at the end of a record date, kept only for dates scheduled beforehand.
/// Source: spec/token.md.
interface IRecordDates {
    /// @notice A record date was scheduled.
    /// @param recordDate Unix time, seconds: balances after the last transaction with block.timestamp <= recordDate.
    event RecordDateScheduled(uint48 indexed recordDate);

    /// @notice The record date is not in the future, or not after the last one scheduled.
    error RecordDateNotLater(uint48 recordDate, uint48 earliest);

    /// @notice The record date is too far ahead: it would bar every earlier one.
    error RecordDateTooFar(uint48 recordDate, uint48 latest);

    /// @notice As many dates as may lie ahead do.
    error RecordDatesTooMany(uint256 limit);

    /// @notice Nobody scheduled this record date.
    error RecordDateUnknown(uint48 recordDate);

    /// @notice The record date has not passed, so balances at it are still open.
    error RecordDatePending(uint48 recordDate, uint48 current);

    /// @notice Fixes a future record date.
    /// @param recordDate Unix time, seconds; later than now and than every date scheduled before, at most 400 days
    /// ahead.
    /// @dev *Caller:* an agent of the token. *Reverts:* {RecordDatesTooMany} (64), {RecordDateNotLater},
    /// {RecordDateTooFar}.
    function scheduleRecordDate(uint48 recordDate) external;

    /// @notice Whether `recordDate` was scheduled.
    function isRecordDate(uint48 recordDate) external view returns (bool);

    /// @notice Balance of `account` at the end of `recordDate`, base units.
    /// @dev *Reverts:* {RecordDateUnknown}, {RecordDatePending}.
    function balanceOfAt(address account, uint48 recordDate) external view returns (uint256);

    /// @notice Total supply at the end of `recordDate`, base units.
    /// @dev *Reverts:* {RecordDateUnknown}, {RecordDatePending}.
    function totalSupplyAt(uint48 recordDate) external view returns (uint256);
}
