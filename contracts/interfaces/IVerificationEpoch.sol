// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice When anything last changed that may take a verification away. What was found before counts no more.
/// Source: spec/token.md, IDENTITY-70 to IDENTITY-76.
interface IVerificationEpoch {
    event EpochAdvanced(address indexed source);
    event EpochSourceSet(address indexed source, bool allowed);

    error EpochSourceRequired(address caller);
    error EpochSourceMissing();

    /// @notice Ends the validity of everything verified until now. *Caller:* a source, or the owner.
    /// @dev *Reverts:* {EpochSourceRequired}.
    function advance() external;

    /// @notice Lets a contract advance the epoch. *Caller:* the owner. *Reverts:* {EpochSourceMissing}.
    function setSource(address source, bool allowed) external;

    /// @notice Whether a contract may advance the epoch.
    function isSource(address source) external view returns (bool);

    /// @notice Time of the last advance, Unix seconds.
    function advancedAt() external view returns (uint48);
}
