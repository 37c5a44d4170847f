// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Evidence} from "../../types/Evidence.sol";
import {Message} from "../../types/Message.sol";
import {IMessenger} from "../../interfaces/IMessenger.sol";

/// @notice The messenger of L1, one for each lane: sends messages to L2 through the queue, and carries out those from
/// L2
/// that FINAL roots show. Source: spec/bridge.md, BRIDGE-3 to BRIDGE-9.
interface IL1Messenger is IMessenger {
    /// @notice How a message is shown.
    /// @param batch Index of a FINAL root that has it; for a target that asks for evidence the first one.
    /// @param before Index of the FINAL root before that one, which does not: so the evidence is that of the batches
    /// that the message came from, and not that of later ones. Ignored for other targets.
    /// @param siblings From the leaf's upwards; those above the last one are absent subtrees.
    struct Inclusion {
        uint64 batch;
        uint64 before;
        bytes32[] siblings;
    }

    /// @notice Who may call a target by messages.
    /// @param isGuarded Whether the target is guarded; others anybody calls.
    /// @param asksEvidence Whether its messages come with the evidence of their batches.
    /// @param counterpart Who alone may call it; the zero address: nobody.
    struct Guard {
        bool isGuarded;
        bool asksEvidence;
        address counterpart;
    }

    event MessageCarriedOut(uint64 indexed place, bytes32 indexed leaf);
    event MessageFailed(uint64 indexed place, bytes32 indexed leaf);
    event TargetGuarded(address indexed target, Guard guard);

    error MessengerAlreadyClaimed(uint64 place);
    error MessengerRootUnknown(uint64 batch);
    error MessengerRootBetween(uint64 before, uint64 between, uint64 batch);
    error MessengerPlaceOutOfRange(uint64 least, uint64 endExclusive, uint64 actual);
    error MessengerRootMismatch(bytes32 expected, bytes32 actual);
    error MessengerFeeTooLow(uint256 expected, uint256 actual);
    error MessengerRefundFailed(address to, uint256 amount);
    error MessengerTargetGuarded(address target);

    /// @notice Sends a message to L2, paid for with the wei sent along; the event of its item tells it.
    /// @param target Who is called on L2.
    /// @param gasLimit Gas of that call.
    /// @param data What it is called with.
    /// @param refundTo Who gets back what was sent beyond the fee.
    /// @return place Its place: that of its item in the queue.
    /// @dev *Caller:* anyone. *Reverts:* MessengerFeeTooLow, MessengerRefundFailed, and as {IMessageQueue-enqueue}.
    /// *Source:* BRIDGE-9.
    function sendMessage(
        address target,
        uint64 gasLimit,
        bytes calldata data,
        address refundTo
    ) external payable returns (uint64 place);

    /// @notice Carries out a message from L2. Its call may fail, which is noted.
    /// @dev *Caller:* anyone, outside of a message's call. *Reverts:* BridgePaused, BridgeLaneFrozen,
    /// MessengerLaneMismatch, MessengerTargetForbidden, MessengerAlreadyClaimed, MessengerRootUnknown,
    /// MessengerRootBetween, MessengerPlaceOutOfRange, MessengerRootMismatch, MessengerGasTooLow. *Source:* BRIDGE-3 to
    /// BRIDGE-7.
    function claimMessage(Message calldata message, Inclusion calldata inclusion) external;

    /// @notice Guards a target: for ever no message calls it, but those of its counterpart.
    /// @param counterpart Who may call it by messages; the zero address: nobody.
    /// @param asksEvidence Whether its messages come with the evidence of their batches.
    /// @dev *Caller:* the deployer during set-up, then the timelock. *Reverts:* MessengerTargetGuarded,
    /// AccessNotTimelock. *Source:* BRIDGE-6, BRIDGE-19.
    function guard(address target, address counterpart, bool asksEvidence) external;

    /// @notice Guards a token: for ever no message calls it.
    /// @dev *Caller:* a gateway, which is guarded with a counterpart. *Reverts:* MessengerCallerInvalid.
    /// *Source:* BRIDGE-6.
    function guardToken(address token) external;

    /// @notice Who sent the message whose call this is, its evidence if the target asks for it, and when its root
    /// became
    /// FINAL, Unix seconds.
    /// @dev *Source:* BRIDGE-7, BRIDGE-19.
    function context() external view returns (address sender, Evidence evidence, uint64 finalAt);

    /// @notice Who alone may call a target by messages.
    function guardOf(address target) external view returns (Guard memory);

    /// @notice Gas of the item that carries a message.
    /// @param size Bytes of the message's data.
    function itemGas(uint64 gasLimit, uint256 size) external pure returns (uint64);

    /// @notice wei that a message costs now.
    function feeFor(uint64 gasLimit, uint256 size) external view returns (uint256);
}
