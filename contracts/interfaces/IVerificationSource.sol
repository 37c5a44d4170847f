// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A contract on which verifications rest, and which says when one may have ended.
interface IVerificationSource {
    event VerificationEpochSet(address indexed epoch);

    error VerificationEpochFixed(address epoch);
    error VerificationEpochUnfit(address epoch);

    /// @notice Sets, once, the epoch that is advanced whenever this contract takes away what a verification rests on.
    /// @param epoch An {IVerificationEpoch} of which this contract is a source.
    /// @dev *Reverts:* {VerificationEpochFixed}, {VerificationEpochUnfit}.
    function setVerificationEpoch(address epoch) external;

    /// @notice That epoch, or zero.
    function verificationEpoch() external view returns (address);
}
