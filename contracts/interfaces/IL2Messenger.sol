// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Message} from "../types/Message.sol";
import {IMessenger} from "./IMessenger.sol";

/// @notice The messenger of L2, a predeploy: appends messages to L1 to their tree and carries out those from L1.
/// @dev Its only log is that of a message to L1 (EXEC-5); what became of a message from L1 is in its state.
/// Source: spec/bridge.md, BRIDGE-1, BRIDGE-2, BRIDGE-9.
interface IL2Messenger is IMessenger {
    event MessageSent(
        uint64 indexed place,
        address indexed sender,
        address indexed target,
        uint64 gasLimit,
        bytes data
    );

    error MessengerTreeFull(uint256 capacity);

    /// @notice Sends a message to L1.
    /// @param target Who is called on L1.
    /// @param gasLimit The least gas of that call.
    /// @param data What it is called with.
    /// @return place Its place among the messages to L1, from 0.
    /// @dev *Caller:* anyone. *Reverts:* MessengerTreeFull. *Source:* BRIDGE-1, BRIDGE-2.
    function sendMessage(address target, uint64 gasLimit, bytes calldata data) external returns (uint64 place);

    /// @notice Carries out a message from L1. Never reverts for want of gas: what cannot be called is noted as failed.
    /// @dev *Caller:* the alias of the messenger of L1. *Reverts:* MessengerCallerInvalid, MessengerLaneMismatch,
    /// MessengerTargetForbidden. *Source:* BRIDGE-9.
    function relayMessage(Message calldata message) external;

    /// @notice Forbids a target for ever.
    /// @dev *Caller:* a gateway, for its tokens. *Reverts:* MessengerCallerInvalid. *Source:* BRIDGE-6.
    function forbid(address target) external;

    /// @notice Root of the tree of messages to L1.
    function messageRoot() external view returns (bytes32);

    /// @notice Messages to L1 so far.
    function messageCount() external view returns (uint64);
}
