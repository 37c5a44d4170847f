// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {IL2Messenger} from "../../interfaces/IL2Messenger.sol";
import {IMessenger} from "../../interfaces/IMessenger.sol";
import {AddressAlias} from "../../libraries/AddressAlias.sol";
import {BoundedCall} from "../../libraries/BoundedCall.sol";
import {MessageTree} from "../../libraries/MessageTree.sol";
import {Predeploys} from "../../libraries/Predeploys.sol";
import {Lane} from "../../types/Lane.sol";
import {Message} from "../../types/Message.sol";

/// @notice Implements {IL2Messenger}. In genesis slot 0 has the root of the empty tree; all other slots are empty. What
/// is
/// at slots 0 to 43 others read by proofs: BRIDGE-2, ESCAPE-9.
contract L2Messenger is IL2Messenger, ReentrancyGuardTransient {
    using BitMaps for BitMaps.BitMap;
    using MessageTree for Message;

    /// @dev Gas that noting a failure takes after the call.
    uint256 private constant _RESERVE = 50_000;

    Lane private immutable _lane;
    address private immutable _l1Messenger;

    /// @dev Slots 0 and 1, and the branch in 2 to 41 (BRIDGE-2).
    bytes32 private _root;
    uint256 private _count;
    bytes32[40] private _branch;
    /// @dev Slots 42 and 43.
    BitMaps.BitMap private _done;
    mapping(bytes32 leaf => bool isFailed) private _failed;
    mapping(address target => bool isForbidden) private _forbidden;

    address private transient _sender;

    /// @param lane The lane of this chain.
    /// @param l1Messenger The messenger of L1.
    constructor(Lane lane, address l1Messenger) {
        _lane = lane;
        _l1Messenger = l1Messenger;
        _root = MessageTree.EMPTY_ROOT;
    }

    /// @inheritdoc IL2Messenger
    function sendMessage(address target, uint64 gasLimit, bytes calldata data) external returns (uint64 place) {
        uint256 count = _count;
        if (count == MessageTree.CAPACITY) revert MessengerTreeFull(MessageTree.CAPACITY);
        place = uint64(count);
        bytes32 leaf = MessageTree.leafOf(_lane, place, msg.sender, target, gasLimit, keccak256(data));
        _root = MessageTree.append(_branch, count, leaf);
        _count = count + 1;
        emit MessageSent(place, msg.sender, target, gasLimit, data);
    }

    /// @inheritdoc IL2Messenger
    function relayMessage(Message calldata message) external nonReentrant {
        if (msg.sender != AddressAlias.aliasOf(_l1Messenger)) revert MessengerCallerInvalid(msg.sender);
        _checkMessage(message);
        // The alias sends every message once, as one item: there is nothing to compare.
        _done.set(message.place);
        bytes32 leaf = message.leafOf();
        bytes memory data = message.data;
        if (BoundedCall.isGasEnough(message.gasLimit, _RESERVE)) _carryOut(message, leaf, data);
        else _failed[leaf] = true;
    }

    /// @inheritdoc IMessenger
    function repeatMessage(Message calldata message) external nonReentrant {
        _checkMessage(message);
        bytes32 leaf = message.leafOf();
        if (!_failed[leaf]) revert MessengerNotFailed(message.place);
        delete _failed[leaf];
        uint256 least = message.gasLimit;
        bytes memory data = message.data;
        if (!BoundedCall.isGasEnough(least, _RESERVE)) revert MessengerGasTooLow(least + _RESERVE, gasleft());
        _carryOut(message, leaf, data);
    }

    /// @inheritdoc IL2Messenger
    function forbid(address target) external {
        if (msg.sender != Predeploys.TOKEN_GATEWAY && msg.sender != Predeploys.PERMISSIONED_GATEWAY) {
            revert MessengerCallerInvalid(msg.sender);
        }
        _forbidden[target] = true;
    }

    /// @inheritdoc IMessenger
    function sender() external view returns (address) {
        return _sender;
    }

    /// @inheritdoc IMessenger
    function isDone(uint64 place) external view returns (bool) {
        return _done.get(place);
    }

    /// @inheritdoc IMessenger
    function isFailed(bytes32 leaf) external view returns (bool) {
        return _failed[leaf];
    }

    /// @inheritdoc IL2Messenger
    function messageRoot() external view returns (bytes32) {
        return _root;
    }

    /// @inheritdoc IL2Messenger
    function messageCount() external view returns (uint64) {
        return uint64(_count);
    }

    /// @dev Calls the target. What is to be noted was noted before, and what takes gas by the size of the data was done
    /// before the gas was looked at.
    function _carryOut(Message calldata message, bytes32 leaf, bytes memory data) private {
        _sender = message.sender;
        bool success = BoundedCall.tryCall(message.target, gasleft() - _RESERVE, data);
        _sender = address(0);
        if (!success) _failed[leaf] = true;
    }

    function _checkMessage(Message calldata message) private view {
        if (message.lane != _lane) revert MessengerLaneMismatch(_lane, message.lane);
        address target = message.target;
        // The predeploys that take messages believe their counterparts alone.
        bool isTaker =
            target == Predeploys.FINALITY_CLASSES ||
                target == Predeploys.ETH_GATEWAY ||
                target == Predeploys.TOKEN_GATEWAY ||
                target == Predeploys.PERMISSIONED_GATEWAY;
        if (_forbidden[target] || (Predeploys.isPredeploy(target) && !isTaker)) {
            revert MessengerTargetForbidden(target, message.sender);
        }
    }
}
