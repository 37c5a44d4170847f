// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {IL2Messenger} from "../../interfaces/IL2Messenger.sol";
import {ITokenArrival} from "../../interfaces/ITokenArrival.sol";
import {IUnitArrival} from "../../interfaces/IUnitArrival.sol";
import {AddressAlias} from "../../libraries/AddressAlias.sol";
import {MessageTree} from "../../libraries/MessageTree.sol";
import {Predeploys} from "../../libraries/Predeploys.sol";
import {Message} from "../../types/Message.sol";
import {QueueItem} from "../../types/QueueItem.sol";
import {IMessageQueue} from "../rollup/IMessageQueue.sol";
import {EscapeState} from "./EscapeState.sol";
import {IEscapeHatch} from "./IEscapeHatch.sol";
import {IL1PermissionedGateway} from "./IL1PermissionedGateway.sol";
import {IPayouts} from "./IPayouts.sol";

/// @notice What was sent to L2 and never came to anything there. Source: spec/bridge.md, ESCAPE-6, ESCAPE-9.
abstract contract EscapeRefunds is EscapeState {
    using BitMaps for BitMaps.BitMap;
    using MessageTree for Message;

    /// @notice What the hatch works with, for ever.
    /// @param messenger The messenger of L1.
    struct Parts {
        IMessageQueue queue;
        address messenger;
        IPayouts ethGateway;
        IPayouts tokenGateway;
        IPayouts permissionedGateway;
    }

    /// @dev Slot of the mapping of failed messages in the messenger of L2.
    uint256 private constant _FAILED_SLOT = 43;

    IMessageQueue private immutable _queue;
    address private immutable _messenger;
    IPayouts internal immutable _ethGateway;
    IPayouts internal immutable _tokenGateway;
    IPayouts internal immutable _permissionedGateway;

    BitMaps.BitMap private _refunded;

    constructor(Parts memory parts) {
        _queue = parts.queue;
        _messenger = parts.messenger;
        _ethGateway = parts.ethGateway;
        _tokenGateway = parts.tokenGateway;
        _permissionedGateway = parts.permissionedGateway;
    }

    /// @inheritdoc IEscapeHatch
    function refundItem(uint64 place, QueueItem calldata item) external {
        _checkUnconsumed(place, item);
        if (item.mint == 0) revert EscapeItemUnfit(place);
        _note(place);
        address beneficiary = AddressAlias.homeOf(item.sender);
        emit ItemRefunded(place, address(0), beneficiary, item.mint);
        _ethGateway.payOut(address(0), beneficiary, item.mint);
    }

    /// @inheritdoc IEscapeHatch
    function refundMessage(QueueItem calldata item, Message calldata message) external {
        uint64 place = message.place;
        _checkUnconsumed(place, item);
        bytes32 dataHash = keccak256(abi.encodeCall(IL2Messenger.relayMessage, (message)));
        bool isRelay = item.sender == AddressAlias.aliasOf(_messenger) && item.recipient == Predeploys.MESSENGER;
        if (!isRelay || item.dataHash != dataHash) revert EscapeItemUnfit(place);
        _refund(message);
    }

    /// @inheritdoc IEscapeHatch
    function refundFailed(Message calldata message, bytes calldata failedProof) external {
        _checkEscape();
        // The leaf binds lane and place; the messenger of L2 noted none that L1's has not sent.
        bytes32 slot = keccak256(abi.encode(message.leafOf(), _FAILED_SLOT));
        if (_slotValue(Predeploys.MESSENGER, slot, failedProof) == 0) revert EscapeItemUnfit(message.place);
        _refund(message);
    }

    /// @inheritdoc IEscapeHatch
    function isRefunded(uint64 place) external view returns (bool) {
        return _refunded.get(place);
    }

    /// @dev Gives back what a message brought.
    function _refund(Message calldata message) private {
        bytes4 selector = message.data.length < 4 ? bytes4(0) : bytes4(message.data);
        bool isToken = message.sender == address(_tokenGateway) && selector == ITokenArrival.arrive.selector;
        bool isUnits = message.sender == address(_permissionedGateway) && selector == IUnitArrival.arriveUnits.selector;
        if (!isToken && !isUnits) revert EscapeItemUnfit(message.place);

        _note(message.place);
        // Both begin alike: asset, who sent it, who was to get it, amount.
        (address asset, address from, , uint256 amount) = abi.decode(
            message.data[4:],
            (address, address, address, uint256)
        );
        IPayouts gateway = isToken ? _tokenGateway : _permissionedGateway;
        if (isUnits) asset = IL1PermissionedGateway(address(gateway)).formOf(asset);
        emit ItemRefunded(message.place, asset, from, amount);
        gateway.payOut(asset, from, amount);
    }

    function _note(uint64 place) private {
        if (_refunded.get(place)) revert EscapeAlreadyRefunded(place);
        _refunded.set(place);
    }

    function _checkUnconsumed(uint64 place, QueueItem calldata item) private view {
        _checkEscape();
        if (place < _cursor()) revert EscapeItemConsumed(_cursor(), place);
        _queue.checkItem(_lane, place, item);
    }
}
