// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Pauses that end by themselves. Source: spec/rollup.md, GUARD-1 to GUARD-4.
interface IGuardian {
    event Paused(uint64 from, uint64 until, address by);

    error GuardianPauseTooLong(uint256 greatest, uint256 actual);
    error GuardianAlreadyPaused(uint64 until);

    /// @notice Pauses for so many seconds.
    /// @dev *Caller:* a guardian. *Reverts:* GuardianPauseTooLong, when 14 of the last 180 days would have been paused;
    /// GuardianAlreadyPaused. *Source:* GUARD-1.
    function pause(uint64 duration) external;

    /// @notice Whether a pause lasts now.
    function isPaused() external view returns (bool);

    /// @notice Seconds of the time from `from` until now that were not paused.
    /// @param from Unix time, seconds, not in the future.
    function elapsedSince(uint64 from) external view returns (uint64);
}
