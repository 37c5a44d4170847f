// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Splits the units of a token, or merges them (a reverse split), at a record date and by a ratio, holder by
/// holder while the token is paused. It must be an agent of the token that may mint, burn, freeze units and pause.
/// Source: spec/token.md, TOKEN-108 to TOKEN-115.
interface IUnitSplit {
    /// @notice A split.
    /// @param recordDate Record date of the token, Unix seconds.
    /// @param numerator New units, 1 … 1,000,000.
    /// @param denominator For so many old ones, 1 … 1,000,000.
    struct Terms {
        uint48 recordDate;
        uint32 numerator;
        uint32 denominator;
    }

    /// @notice A split under way.
    /// @param terms What was opened; a zero record date: none is under way.
    /// @param isStarted Whether the record date has passed and `expected` is known.
    /// @param expected Base units to adjust: the supply at the record date, and what earlier splits hold.
    /// @param covered Base units adjusted so far, as they stood before.
    /// @param adjusted What they have become.
    /// @param fractions What rounding took so far, in `denominator`-ths of a base unit.
    struct Progress {
        Terms terms;
        bool isStarted;
        uint256 expected;
        uint256 covered;
        uint256 adjusted;
        uint256 fractions;
    }

    event UnitSplitOpened(address indexed token, Terms terms);
    /// @notice `holder` had `before` base units at the record date, held ones included, and is now due `adjusted`;
    /// `fraction` is what rounding took, in `denominator`-ths.
    event UnitSplitAdjusted(
        address indexed token,
        uint48 indexed recordDate,
        address indexed holder,
        uint256 before,
        uint256 adjusted,
        uint256 fraction
    );
    /// @notice New units that a holder could not receive are now held for him, in all.
    event UnitSplitHeld(address indexed token, address indexed holder, uint256 units);
    event UnitSplitReleased(address indexed token, address indexed holder, address indexed wallet, uint256 units);
    event UnitSplitFinished(address indexed token, uint48 indexed recordDate, Progress progress);
    event UnitSplitCancelled(address indexed token, uint48 indexed recordDate);

    error UnitSplitCallerNotOwner(address token, address caller);
    error UnitSplitRatioInvalid(uint32 numerator, uint32 denominator);
    error UnitSplitRecordDateInvalid(address token, uint48 recordDate);
    error UnitSplitTokenNotPaused(address token);
    error UnitSplitUnderWay(address token);
    error UnitSplitNotOpen(address token);
    error UnitSplitTooLarge(uint256 limit, uint256 supply);
    error UnitSplitUnitsMissing(address wallet, uint256 needed, uint256 actual);
    error UnitSplitHoldersMissing(uint256 expected, uint256 covered);
    error UnitSplitNothingHeld(address token, address holder);

    /// @notice Opens a split. *Caller:* the owner of the token, which is paused; its record date lies ahead.
    /// @dev *Reverts:* {UnitSplitCallerNotOwner}, {UnitSplitUnderWay}, {UnitSplitRatioInvalid},
    /// {UnitSplitRecordDateInvalid}, {UnitSplitTokenNotPaused}.
    function open(address token, Terms calldata terms) external;

    /// @notice Adjusts holders; those who had nothing, or were adjusted before, are passed over. *Caller:* anyone,
    /// after
    /// the record date and while the token is paused.
    /// @dev *Reverts:* {UnitSplitNotOpen}, {UnitSplitTokenNotPaused}, {UnitSplitTooLarge}, {UnitSplitUnitsMissing}.
    function adjust(address token, address[] calldata holders) external;

    /// @notice Ends a split that has adjusted every unit, and unpauses the token. *Caller:* anyone.
    /// @dev *Reverts:* {UnitSplitNotOpen}, {UnitSplitHoldersMissing}.
    function finish(address token) external;

    /// @notice Gives a split up before any holder was adjusted. *Caller:* the owner of the token.
    /// @dev *Reverts:* {UnitSplitCallerNotOwner}, {UnitSplitNotOpen}, {UnitSplitUnderWay}.
    function cancel(address token) external;

    /// @notice Hands over units held for a holder, while no split is under way. *Caller:* anyone.
    /// @dev *Reverts:* {UnitSplitUnderWay}, {UnitSplitNothingHeld}, and as the token does while the holder cannot
    /// receive.
    function release(address token, address holder) external;

    /// @notice The split under way.
    function progressOf(address token) external view returns (Progress memory);

    /// @notice Whether a holder was adjusted at a record date.
    function isAdjusted(address token, uint48 recordDate, address holder) external view returns (bool);

    /// @notice What rounding took from a holder, in `denominator`-ths of a base unit of the new kind.
    function fractionOf(address token, uint48 recordDate, address holder) external view returns (uint256);

    /// @notice Units held for a holder, and for all holders of a token.
    function heldFor(address token, address holder) external view returns (uint256);

    /// @notice Units held for all holders of a token.
    function totalHeld(address token) external view returns (uint256);
}
