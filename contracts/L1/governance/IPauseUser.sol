// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Who is told of pauses, so as not to ask in every call.
interface IPauseUser {
    /// @notice Notes until when there is a pause, Unix seconds; not later than now when there is none.
    /// @dev *Caller:* the guardian.
    function notePause(uint64 until) external;
}
