// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RLP} from "@openzeppelin/contracts/utils/RLP.sol";
import {BatchHeader} from "../../../../libraries/BatchHeader.sol";
import {TraceLeaf} from "../../../../libraries/TraceLeaf.sol";
import {Lane} from "../../../../types/Lane.sol";
import {QueueItem} from "../../../../types/QueueItem.sol";
import {IMessageQueue} from "../../../rollup/IMessageQueue.sol";
import {IStepFamily} from "../IStepFamily.sol";
import {Machine, MachineState} from "../MachineState.sol";
import {UnreservedFamily} from "../UnreservedFamily.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";
import {BatchWitness} from "./BatchWitness.sol";
import {IItemFamily} from "./IItemFamily.sol";
import {PageBytes} from "./PageBytes.sol";
import {RlpWriter} from "./RlpWriter.sol";

/// @notice Phase ITEM: the next item of the queue becomes a deposit's raw bytes. Nobody owns it and nothing in it
/// changes. Source: spec/queue.md, QUEUE-1 to QUEUE-3; spec/blocks.md, BLOCK-12; spec/dispute.md, DISPUTE-40.
/// @dev It asks the queue, which never forgets an item, and whose refusal is a witness refused: too little gas is a
/// revert.
contract ItemFamily is UnreservedFamily, IItemFamily {
    using BatchHeader for bytes;
    using WitnessTape for Tape;

    bytes32 private constant _SOURCE = keccak256("muniment.queue");
    /// @dev Bytes of an item's nine words.
    uint256 private constant _ITEM = 288;

    IMessageQueue private immutable _QUEUE;

    constructor(IMessageQueue queue) {
        if (address(queue).code.length == 0) revert ItemFamilyQueueUnknown(address(queue));
        _QUEUE = queue;
    }

    /// @inheritdoc IStepFamily
    function run(
        bytes32 digest,
        bytes32 before,
        uint256 most,
        bytes calldata witness
    ) external view returns (bytes32 state, uint256 done) {
        Machine memory machine;
        MachineState.read(machine, witness, before);
        if (machine.phase != MachineState.ITEM || most == 0) return (before, 0);
        Tape memory tape = WitnessTape.open(witness);
        tape.skip(MachineState.SIZE);
        bytes calldata header = BatchWitness.header(tape, digest);
        TraceLeaf.Leaf memory leaf = BatchWitness.leaf(tape, machine.leaf);
        QueueItem calldata item = _readItem(tape);
        bytes calldata content = tape.part(3);
        tape.close();

        _QUEUE.checkItem(header.lane(), leaf.queueCursor, item);
        bytes32 dataHash = keccak256(content);
        if (dataHash != item.dataHash) revert ItemFamilyDataMismatch(item.dataHash, dataHash);
        bytes memory raw = _deposit(_sourceHash(header, leaf.queueCursor), item, content);
        leaf.queueCursor += 1;
        leaf.queueHash = keccak256(abi.encode(leaf.queueHash, keccak256(abi.encode(item))));
        machine.phase = MachineState.START;
        machine.leaf = TraceLeaf.hash(leaf);
        machine.a = PageBytes.commit(raw);
        machine.b = bytes32(raw.length);
        machine.c = bytes32(uint256(1));
        return (MachineState.hash(machine), 1);
    }

    /// @inheritdoc IItemFamily
    function messageQueue() external view returns (address) {
        return address(_QUEUE);
    }

    /// @dev QUEUE-1.
    function _sourceHash(bytes calldata header, uint64 place) private view returns (bytes32) {
        uint64 lane = Lane.unwrap(header.lane());
        return keccak256(abi.encode(_SOURCE, uint256(header.l1ChainId()), address(_QUEUE), lane, place));
    }

    /// @dev BLOCK-12.
    function _deposit(
        bytes32 source,
        QueueItem calldata item,
        bytes calldata content
    ) private pure returns (bytes memory) {
        bytes memory recipient = item.isCreation ? bytes("") : abi.encodePacked(item.recipient);
        bytes memory start = bytes.concat(RLP.encode(source), RLP.encode(item.sender), RLP.encode(recipient));
        start = bytes.concat(start, RLP.encode(item.mint), RLP.encode(item.value));
        start = bytes.concat(
            start,
            RLP.encode(uint256(item.gasLimit)),
            RlpWriter.prefixOf(content.length, content.length == 0 ? bytes1(0) : content[0])
        );
        bytes memory list = RlpWriter.prefix(RlpWriter.LIST, start.length + content.length);
        return bytes.concat(hex"7e", list, start, content);
    }

    function _readItem(Tape memory tape) private pure returns (QueueItem calldata item) {
        uint256 position = tape.skip(_ITEM);
        assembly ("memory-safe") {
            // Nine words, as the ABI has them.
            item := position
        }
    }
}
