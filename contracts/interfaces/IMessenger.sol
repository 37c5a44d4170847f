// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Lane} from "../types/Lane.sol";
import {Message} from "../types/Message.sol";

/// @notice What the messengers of both sides have in common: a message is carried out at most once, and one whose call
/// fails can be repeated until it succeeds. Source: spec/bridge.md, BRIDGE-4 to BRIDGE-8.
interface IMessenger {
    error MessengerLaneMismatch(Lane expected, Lane actual);
    error MessengerTargetForbidden(address target, address sender);
    error MessengerNotFailed(uint64 place);
    error MessengerGasTooLow(uint256 least, uint256 actual);
    error MessengerCallerInvalid(address caller);

    /// @notice Carries out a message again whose call failed.
    /// @dev *Caller:* anyone. *Reverts:* MessengerNotFailed, MessengerGasTooLow, MessengerLaneMismatch,
    /// MessengerTargetForbidden. *Source:* BRIDGE-5.
    function repeatMessage(Message calldata message) external;

    /// @notice Who sent the message whose call this is, on the other side; the zero address outside of such a call.
    /// @dev *Source:* BRIDGE-7.
    function sender() external view returns (address);

    /// @notice Whether the message at a place of the other side was carried out, or failed.
    function isDone(uint64 place) external view returns (bool);

    /// @notice Whether a message failed and can be repeated.
    /// @param leaf As in BRIDGE-1, on both sides.
    function isFailed(bytes32 leaf) external view returns (bool);
}
