// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Tells L2 which finality classes the policy enables. Source: spec/lifecycle.md, LIFE-24.
interface IFinalityFeed {
    /// @notice Sends a message that says so; the wei sent along pay it, and what is beyond comes back.
    /// @return place Place of the message.
    /// @dev *Caller:* anyone. *Reverts:* as {IL1Messenger-sendMessage}.
    function publish() external payable returns (uint64 place);
}
