// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Pauses that end by themselves. Source: spec/rollup.md, GUARD-1 to GUARD-4.
interface IGuardian {
    event Paused(uint64 from, uint64 until, address by);
    event UserConnected(address user);
    event Resumed(uint64 time, address by);

    error GuardianPauseOutOfRange(uint64 least, uint64 greatest, uint64 actual);
    error GuardianAlreadyPaused(uint64 until);
    error GuardianNotPaused();
    error GuardianUserConnected(address user);
    error GuardianNotContract(address account);

    /// @notice Names the contract that is told of pauses: the rollup.
    /// @dev *Caller:* the deployer during set-up. *Reverts:* GuardianUserConnected, GuardianNotContract.
    function connect(address user) external;

    /// @notice Pauses for so many seconds.
    /// @dev *Caller:* a guardian. *Reverts:* GuardianPauseOutOfRange, when it is shorter than an hour or more than 14
    /// of
    /// the last 180 days would have been paused; GuardianAlreadyPaused. *Source:* GUARD-1.
    function pause(uint64 duration) external;

    /// @notice Ends the pause.
    /// @dev *Caller:* the council. *Reverts:* GuardianNotPaused. *Source:* GUARD-4.
    function resume() external;

    /// @notice Whether a pause lasts now.
    function isPaused() external view returns (bool);

    /// @notice Seconds from `from` until now that were not paused.
    /// @param from Unix time, seconds, not in the future.
    function elapsedSince(uint64 from) external view returns (uint64);

    /// @notice Seconds that may still be paused as of now.
    function allowance() external view returns (uint64);
}
