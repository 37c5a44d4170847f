// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {IL2Messenger} from "../../interfaces/IL2Messenger.sol";
import {IMessenger} from "../../interfaces/IMessenger.sol";
import {BoundedCall} from "../../libraries/BoundedCall.sol";
import {MessageTree} from "../../libraries/MessageTree.sol";
import {Predeploys} from "../../libraries/Predeploys.sol";
import {Evidence} from "../../types/Evidence.sol";
import {FinalRoot} from "../../types/FinalRoot.sol";
import {Message} from "../../types/Message.sol";
import {TimelockedAccess} from "../governance/TimelockedAccess.sol";
import {IMessageQueue} from "../rollup/IMessageQueue.sol";
import {IL1Messenger} from "./IL1Messenger.sol";
import {LaneBound} from "./LaneBound.sol";

/// @notice Implements {IL1Messenger}.
contract L1Messenger is IL1Messenger, LaneBound, TimelockedAccess, ReentrancyGuardTransient {
    using BitMaps for BitMaps.BitMap;
    using MessageTree for Message;

    /// @dev Gas that noting a failure takes after the call, and what is spent before it.
    uint256 private constant _RESERVE = 50_000;
    /// @dev Gas of an item besides that of its message's call and its data: what the messenger of L2 does.
    uint64 private constant _RELAY_GAS = 140_000;
    /// @dev Bytes of the call of the messenger of L2 besides the message's data, rounded up.
    uint256 private constant _RELAY_SIZE = 320;

    IMessageQueue private immutable _queue;

    BitMaps.BitMap private _done;
    /// @dev Index and one of the batch whose root showed the message.
    mapping(bytes32 leaf => uint64 batch) private _failed;
    mapping(address target => Guard guard) private _guards;

    /// @dev The call that is going on, in one slot: sender, evidence from bit 160 on, time from bit 168 on.
    uint256 private transient _context;

    /// @param timelock_ Administrator.
    /// @param leastDelay Seconds that its delay must be longer than.
    /// @param place Rollup, guardian and lane.
    /// @param queue The queue of the rollup.
    constructor(
        TimelockController timelock_,
        uint256 leastDelay,
        Place memory place,
        IMessageQueue queue
    ) LaneBound(place) TimelockedAccess(timelock_, leastDelay) {
        _queue = queue;
        _guard(address(this), address(0), false);
        _guard(address(place.rollup), address(0), false);
        _guard(address(place.guardian), address(0), false);
        // Who calls the queue for the messenger sends messages in anyone's name.
        _guard(address(queue), address(0), false);
    }

    /// @inheritdoc IL1Messenger
    function sendMessage(
        address target,
        uint64 gasLimit,
        bytes calldata data,
        address refundTo
    ) external payable returns (uint64 place) {
        uint64 relayGas = itemGas(gasLimit, data.length);
        uint256 fee;
        (place, fee) = _queue.quote(_lane, relayGas);
        if (msg.value < fee) revert MessengerFeeTooLow(fee, msg.value);
        IMessageQueue.Request memory request = IMessageQueue.Request({
            recipient: Predeploys.MESSENGER,
            isCreation: false,
            value: 0,
            gasLimit: relayGas,
            data: abi.encodeCall(IL2Messenger.relayMessage, (Message(_lane, place, msg.sender, target, gasLimit, data)))
        });
        _queue.enqueue{value: fee}(_lane, request);
        if (msg.value == fee) return place;
        if (!BoundedCall.trySend(refundTo, gasleft(), msg.value - fee)) {
            revert MessengerRefundFailed(refundTo, msg.value - fee);
        }
    }

    /// @inheritdoc IL1Messenger
    function claimMessage(Message calldata message, Inclusion calldata inclusion) external nonReentrant {
        _checkOpen();
        bool asksEvidence = _checkMessage(message);
        if (_done.get(message.place)) revert MessengerAlreadyClaimed(message.place);
        bytes32 leaf = message.leafOf();
        FinalRoot memory root = _checkInclusion(message.place, leaf, inclusion);
        if (asksEvidence) _checkFirst(message.place, inclusion.batch, inclusion.before);
        else root.evidence = Evidence.wrap(0);

        _done.set(message.place);
        _carryOut(message, leaf, inclusion.batch, root);
    }

    /// @inheritdoc IMessenger
    function repeatMessage(Message calldata message) external nonReentrant {
        _checkOpen();
        bool asksEvidence = _checkMessage(message);
        bytes32 leaf = message.leafOf();
        uint64 next = _failed[leaf];
        if (next == 0) revert MessengerNotFailed(message.place);

        delete _failed[leaf];
        FinalRoot memory root = _rollup.finalRootOf(_lane, next - 1);
        if (!asksEvidence) root.evidence = Evidence.wrap(0);
        _carryOut(message, leaf, next - 1, root);
    }

    /// @inheritdoc IL1Messenger
    function guard(address target, address counterpart, bool asksEvidence) external onlySlow {
        if (_guards[target].isGuarded) revert MessengerTargetGuarded(target);
        _guard(target, counterpart, asksEvidence);
    }

    /// @inheritdoc IL1Messenger
    function guardToken(address token) external {
        if (_guards[msg.sender].counterpart == address(0)) revert MessengerCallerInvalid(msg.sender);
        if (!_guards[token].isGuarded) _guard(token, address(0), false);
    }

    /// @inheritdoc IMessenger
    function sender() external view returns (address) {
        return address(uint160(_context));
    }

    /// @inheritdoc IL1Messenger
    function context() external view returns (address, Evidence, uint64) {
        uint256 now_ = _context;
        return (address(uint160(now_)), Evidence.wrap(uint8(now_ >> 160)), uint64(now_ >> 168));
    }

    /// @inheritdoc IMessenger
    function isDone(uint64 place) external view returns (bool) {
        return _done.get(place);
    }

    /// @inheritdoc IMessenger
    function isFailed(bytes32 leaf) external view returns (bool) {
        return _failed[leaf] != 0;
    }

    /// @inheritdoc IL1Messenger
    function guardOf(address target) external view returns (Guard memory) {
        return _guards[target];
    }

    /// @inheritdoc IL1Messenger
    function feeFor(uint64 gasLimit, uint256 size) external view returns (uint256) {
        return _queue.feeFor(_lane, itemGas(gasLimit, size));
    }

    /// @inheritdoc IL1Messenger
    function itemGas(uint64 gasLimit, uint256 size) public pure returns (uint64) {
        // The queue bounds data to 65,536 bytes and the sum to the lane's gas limit.
        return _RELAY_GAS + 40 * uint64(size + _RELAY_SIZE) + gasLimit + gasLimit / 63;
    }

    /// @dev Calls the target. What is to be noted was noted before.
    function _carryOut(Message calldata message, bytes32 leaf, uint64 batch, FinalRoot memory root) private {
        uint256 least = message.gasLimit;
        // Copied before the gas is looked at: this takes some.
        bytes memory data = message.data;
        if (!BoundedCall.isGasEnough(least, _RESERVE)) revert MessengerGasTooLow(least + _RESERVE, gasleft());
        _context =
            (uint256(root.finalAt) << 168) |
            (uint256(Evidence.unwrap(root.evidence)) << 160) |
            uint160(message.sender);
        bool isDone_ = BoundedCall.tryCall(message.target, gasleft() - _RESERVE, data);
        _context = 0;

        if (isDone_) {
            emit MessageCarriedOut(message.place, leaf);
        } else {
            _failed[leaf] = batch + 1;
            emit MessageFailed(message.place, leaf);
        }
    }

    function _guard(address target, address counterpart, bool asksEvidence) private {
        Guard memory made = Guard(true, asksEvidence, counterpart);
        _guards[target] = made;
        emit TargetGuarded(target, made);
    }

    /// @return asksEvidence Whether the target asks for the evidence of the batch.
    function _checkMessage(Message calldata message) private view returns (bool asksEvidence) {
        if (message.lane != _lane) revert MessengerLaneMismatch(_lane, message.lane);
        Guard memory found = _guards[message.target];
        if (!found.isGuarded) return false;
        if (found.counterpart == address(0) || found.counterpart != message.sender) {
            revert MessengerTargetForbidden(message.target, message.sender);
        }
        return found.asksEvidence;
    }

    /// @return root The FINAL root that has the message.
    function _checkInclusion(
        uint64 place,
        bytes32 leaf,
        Inclusion calldata inclusion
    ) private view returns (FinalRoot memory root) {
        root = _rollup.finalRootOf(_lane, inclusion.batch);
        if (root.stateRoot == 0) revert MessengerRootUnknown(inclusion.batch);
        if (place >= root.messageCount) revert MessengerPlaceOutOfRange(0, root.messageCount, place);
        bytes32 actual = MessageTree.rootOf(leaf, place, inclusion.siblings);
        if (actual != root.messageRoot) revert MessengerRootMismatch(root.messageRoot, actual);
    }

    /// @dev The FINAL root before does not have the message, and none lies between.
    function _checkFirst(uint64 place, uint64 batch, uint64 before) private view {
        FinalRoot memory earlier = _rollup.finalRootOf(_lane, before);
        if (earlier.stateRoot == 0 || before >= batch) revert MessengerRootUnknown(before);
        for (uint64 i = before + 1; i < batch; ++i) {
            if (_rollup.finalRootOf(_lane, i).stateRoot != 0) revert MessengerRootBetween(before, i, batch);
        }
        if (place < earlier.messageCount) {
            revert MessengerPlaceOutOfRange(earlier.messageCount, type(uint64).max, place);
        }
    }
}
