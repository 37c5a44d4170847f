// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimeCounter} from "./TimeCounter.sol";
import {TimeLimit} from "./TimeLimit.sol";

/// @notice One counter, one slot.
/// @param amount Base units, saturating; below a limit it is exact.
/// @param end End of the window, Unix seconds.
struct WindowCounter {
    uint208 amount;
    uint48 end;
}

/// @notice One limit, one slot.
/// @param time Length of the window, seconds.
/// @param count At index 0: how many limits there are.
/// @param value Base units; the greatest number stands for no limit.
struct WindowLimit {
    uint32 time;
    uint8 count;
    uint208 value;
}

/// @notice Up to four limits.
struct WindowLimits {
    mapping(uint256 index => WindowLimit) windows;
}

/// @notice Limits on what may move within windows of time. A window starts with the first amount counted in it.
library TimeLimits {
    /// @notice Most limits of one set.
    uint8 internal constant MAX_LIMITS = 4;

    uint208 private constant NO_LIMIT = type(uint208).max;

    /// @notice Sets the limit of a window; false: it would be the fifth.
    function set(WindowLimits storage limits, TimeLimit memory limit) internal returns (bool) {
        (bool found, uint8 index) = indexOf(limits, limit.limitTime);
        if (!found) {
            index = limits.windows[0].count;
            if (index == MAX_LIMITS) return false;
            limits.windows[0].count = index + 1;
        }
        limits.windows[index].time = limit.limitTime;
        // Below NO_LIMIT, which is a uint208.
        limits.windows[index].value = limit.limitValue < NO_LIMIT ? uint208(limit.limitValue) : NO_LIMIT;
        return true;
    }

    /// @notice Removes the limit of a window; the last one takes its place. False: there is none.
    function remove(WindowLimits storage limits, uint32 time) internal returns (bool) {
        (bool found, uint8 index) = indexOf(limits, time);
        if (!found) return false;
        uint8 last = limits.windows[0].count - 1;
        WindowLimit memory moved = limits.windows[last];
        limits.windows[index].time = moved.time;
        limits.windows[index].value = moved.value;
        limits.windows[last].time = 0;
        limits.windows[last].value = 0;
        limits.windows[0].count = last;
        return true;
    }

    /// @notice Counts an amount in every window.
    function count(
        WindowLimits storage limits,
        mapping(uint32 time => WindowCounter) storage counters,
        uint256 amount
    ) internal {
        WindowLimit memory limit = limits.windows[0];
        uint256 last = limit.count;
        for (uint256 i; i < last; ++i) {
            if (i > 0) limit = limits.windows[i];
            add(counters[limit.time], amount, limit.time);
        }
    }

    /// @notice Counts an amount in one window.
    function add(WindowCounter storage counter, uint256 amount, uint256 time) internal {
        WindowCounter memory current = counter;
        if (current.end <= block.timestamp) (current.amount, current.end) = (0, uint48(block.timestamp + time));
        bool fitting = amount <= NO_LIMIT - current.amount;
        // The sum fits, or the greatest number stands for it.
        current.amount = fitting ? current.amount + uint208(amount) : NO_LIMIT;
        (counter.amount, counter.end) = (current.amount, current.end);
    }

    /// @notice Whether an amount keeps all limits.
    function fits(
        WindowLimits storage limits,
        mapping(uint32 time => WindowCounter) storage counters,
        uint256 amount
    ) internal view returns (bool) {
        WindowLimit memory limit = limits.windows[0];
        uint256 last = limit.count;
        for (uint256 i; i < last; ++i) {
            if (i > 0) limit = limits.windows[i];
            if (limit.value != NO_LIMIT && !fits(counters[limit.time], limit.value, amount)) return false;
        }
        return true;
    }

    /// @notice Whether an amount keeps a limit.
    function fits(WindowCounter storage counter, uint256 limit, uint256 amount) internal view returns (bool) {
        if (amount > limit) return false;
        WindowCounter memory current = counter;
        return current.end <= block.timestamp || current.amount <= limit - amount;
    }

    /// @notice All limits.
    function list(WindowLimits storage limits) internal view returns (TimeLimit[] memory all) {
        all = new TimeLimit[](limits.windows[0].count);
        for (uint256 i; i < all.length; ++i) all[i] = get(limits, i);
    }

    /// @notice One limit; all zero: there is none at this index.
    function get(WindowLimits storage limits, uint256 index) internal view returns (TimeLimit memory) {
        WindowLimit memory limit = limits.windows[index];
        return TimeLimit(limit.time, limit.value == NO_LIMIT ? type(uint256).max : limit.value);
    }

    /// @notice Where the limit of a window is.
    function indexOf(WindowLimits storage limits, uint32 time) internal view returns (bool found, uint8 index) {
        uint8 last = limits.windows[0].count;
        for (; index < last; ++index) {
            if (limits.windows[index].time == time) return (true, index);
        }
        return (false, 0);
    }

    /// @notice A counter for readers.
    function read(WindowCounter storage counter) internal view returns (TimeCounter memory) {
        return TimeCounter(counter.amount, counter.end);
    }
}
