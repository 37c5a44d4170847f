// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {EscapeHatch} from "../../contracts/L1/bridge/EscapeHatch.sol";
import {EscapeRefunds} from "../../contracts/L1/bridge/EscapeRefunds.sol";
import {IPayouts} from "../../contracts/L1/bridge/IPayouts.sol";
import {L1EthGateway} from "../../contracts/L1/bridge/L1EthGateway.sol";
import {L1Gateway} from "../../contracts/L1/bridge/L1Gateway.sol";
import {L1Messenger} from "../../contracts/L1/bridge/L1Messenger.sol";
import {L1PermissionedGateway} from "../../contracts/L1/bridge/L1PermissionedGateway.sol";
import {L1TokenGateway} from "../../contracts/L1/bridge/L1TokenGateway.sol";
import {LaneBound} from "../../contracts/L1/bridge/LaneBound.sol";
import {Guardian} from "../../contracts/L1/governance/Guardian.sol";
import {AttesterRegistry} from "../../contracts/L1/proofs/AttesterRegistry.sol";
import {FinalityPolicy} from "../../contracts/L1/proofs/FinalityPolicy.sol";
import {IAttesterRegistry} from "../../contracts/L1/proofs/IAttesterRegistry.sol";
import {IFinalityPolicy} from "../../contracts/L1/proofs/IFinalityPolicy.sol";
import {IMessageQueue} from "../../contracts/L1/rollup/IMessageQueue.sol";
import {IRollup} from "../../contracts/L1/rollup/IRollup.sol";
import {MessageQueue} from "../../contracts/L1/rollup/MessageQueue.sol";
import {Rollup} from "../../contracts/L1/rollup/Rollup.sol";
import {RollupLanes} from "../../contracts/L1/rollup/RollupLanes.sol";
import {BridgedToken} from "../../contracts/L2/bridge/BridgedToken.sol";
import {L2EthGateway} from "../../contracts/L2/bridge/L2EthGateway.sol";
import {L2Messenger} from "../../contracts/L2/bridge/L2Messenger.sol";
import {L2TokenGateway} from "../../contracts/L2/bridge/L2TokenGateway.sol";
import {IL2Messenger} from "../../contracts/interfaces/IL2Messenger.sol";
import {AddressAlias} from "../../contracts/libraries/AddressAlias.sol";
import {MessageTree} from "../../contracts/libraries/MessageTree.sol";
import {Predeploys} from "../../contracts/libraries/Predeploys.sol";
import {TestCash} from "../../contracts/mocks/TestCash.sol";
import {ATTESTED} from "../../contracts/types/Evidence.sol";
import {FinalityClass} from "../../contracts/types/FinalityClass.sol";
import {Lane} from "../../contracts/types/Lane.sol";
import {Message} from "../../contracts/types/Message.sol";
import {QueueItem} from "../../contracts/types/QueueItem.sol";
import {Vm} from "./Test.sol";

interface VmCode {
    function etch(address where, bytes calldata code) external;
    function store(address where, bytes32 slot, bytes32 value) external;
    function prank(address sender, address origin) external;
}

/// The bridge with all its real contracts, both sides on one chain: who acts on L2 has another address than on L1.
/// Items of
/// the queue are carried over by `_carryOver`, batches made FINAL by `_finalize`. What inherits this is the deployer.
abstract contract BridgeSystem {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    VmCode private constant vmCode = VmCode(address(uint160(uint256(keccak256("hevm cheat code")))));
    Lane internal constant LANE = Lane.wrap(1);
    uint256 internal constant LIMIT = 50 ether;
    uint256 internal constant CASH_LIMIT = 500;
    uint40 internal constant ESCAPE_DELAY = 10 days;
    uint256 private constant _KEY = 0xA77E57;
    bytes32 internal constant ANY = keccak256("any");

    Guardian public guardian;
    FinalityPolicy public policy;
    AttesterRegistry public attesters;
    MessageQueue public queue;
    Rollup public rollup;
    L1Messenger public messenger;
    L1EthGateway public ethGateway;
    L1TokenGateway public tokenGateway;
    L1PermissionedGateway public permissionedGateway;
    EscapeHatch public hatch;
    TestCash public cash;
    L2Messenger public constant l2Messenger = L2Messenger(Predeploys.MESSENGER);
    L2EthGateway public constant l2EthGateway = L2EthGateway(Predeploys.ETH_GATEWAY);
    L2TokenGateway public constant l2TokenGateway = L2TokenGateway(Predeploys.TOKEN_GATEWAY);
    BridgedToken public form;

    QueueItem[] internal _items;
    bytes[] internal _itemData;
    Message[] internal _sent;
    bytes32[] internal _leaves;
    /// Of each message: the batch whose root has it first, and the root before.
    uint64[] internal _batches;
    uint64[] internal _befores;
    uint256 internal _carried;
    bytes internal _parent;
    uint64 internal _cursor;
    uint64 internal _index;

    function _setUpL1() private {
        address[] memory none = new address[](0);
        address[] memory self = new address[](1);
        self[0] = address(this);
        TimelockController timelock = new TimelockController(20 days, none, none, address(this));
        guardian = new Guardian(timelock, ESCAPE_DELAY, self, self);
        policy = new FinalityPolicy(timelock, false, ESCAPE_DELAY, self);
        AttesterRegistry.Settings memory settings = AttesterRegistry.Settings(ESCAPE_DELAY, false, 1 << 38, 0);
        attesters = new AttesterRegistry(timelock, settings, 1, self, self);
        queue = new MessageQueue(timelock, ESCAPE_DELAY, self);
        rollup = new Rollup(timelock, RollupLanes.Components(policy, queue, guardian), self, self);
        policy.connect(address(rollup));
        guardian.connect(address(rollup));
        attesters.allowMeasurement(ANY);
        uint64 time = uint64(block.timestamp);
        attesters.register(IAttesterRegistry.Enclave(vm.addr(_KEY), ANY, time, time + (1 << 37), false, true, ANY));
        policy.setVerifier(LANE, ATTESTED, address(attesters));
        policy.setLaneRule(LANE, IFinalityPolicy.LaneRule(ATTESTED, 1));
        policy.setClassRule(FinalityClass.Bulk, IFinalityPolicy.ClassRule(LANE, ATTESTED));
        queue.setTerms(LANE, IMessageQueue.LaneTerms(0, 1 days, 16_777_216));

        LaneBound.Place memory place = LaneBound.Place(rollup, guardian, LANE);
        messenger = new L1Messenger(timelock, ESCAPE_DELAY, place, queue);
        IPayouts.AssetTerms memory terms = IPayouts.AssetTerms(uint96(LIMIT), FinalityClass.None);
        L1Gateway.Links memory links = L1Gateway.Links(messenger, policy, Predeploys.ETH_GATEWAY);
        ethGateway = new L1EthGateway(timelock, ESCAPE_DELAY, place, links, queue, terms);
        links.counterpart = Predeploys.TOKEN_GATEWAY;
        bytes32 codeHash = keccak256(type(BridgedToken).creationCode);
        tokenGateway = new L1TokenGateway(timelock, ESCAPE_DELAY, place, links, codeHash, self);
        links.counterpart = Predeploys.PERMISSIONED_GATEWAY;
        permissionedGateway = new L1PermissionedGateway(timelock, ESCAPE_DELAY, place, links, self);
        messenger.guard(address(ethGateway), Predeploys.ETH_GATEWAY, false);
        messenger.guard(address(tokenGateway), Predeploys.TOKEN_GATEWAY, true);
        messenger.guard(address(permissionedGateway), Predeploys.PERMISSIONED_GATEWAY, true);
        queue.connect(address(ethGateway));
        EscapeRefunds.Parts memory parts = EscapeRefunds.Parts(
            queue,
            address(messenger),
            ethGateway,
            tokenGateway,
            permissionedGateway
        );
        hatch = new EscapeHatch(place, parts, 0);
        ethGateway.connectHatch(address(hatch));
        tokenGateway.connectHatch(address(hatch));
        permissionedGateway.connectHatch(address(hatch));
    }

    function _setUp() internal {
        _setUpL1();
        _put(Predeploys.MESSENGER, address(new L2Messenger(LANE, address(messenger))));
        vmCode.store(Predeploys.MESSENGER, bytes32(0), MessageTree.EMPTY_ROOT);
        _put(Predeploys.ETH_GATEWAY, address(new L2EthGateway(address(ethGateway))));
        _put(Predeploys.TOKEN_GATEWAY, address(new L2TokenGateway(address(tokenGateway))));
        _parent = _header(0, 0, 0, 0, ANY);
        policy.seal();
        queue.seal();
        guardian.seal();
        attesters.seal();
        rollup.openLane(_parent, 0);
        rollup.seal();
        rollup.grantRole(rollup.COMMITTER_ROLE(), address(this));

        cash = new TestCash();
        (bytes memory data, uint64 place) = (
            abi.encodeCall(L2TokenGateway.createForm, (address(cash), "Test Cash", "CASH", 6)),
            0
        );
        _noteMessage(place, address(tokenGateway), Predeploys.TOKEN_GATEWAY, 3_000_000, data);
        tokenGateway.pair(address(cash), IPayouts.AssetTerms(uint96(CASH_LIMIT), FinalityClass.Bulk));
        _carryOver(1);
        form = BridgedToken(tokenGateway.formOf(address(cash)));
    }

    /// The next call is a transaction of somebody without code.
    function _signedBy(address person) internal {
        vmCode.prank(person, person);
    }

    function _put(address where, address made) private {
        vmCode.etch(where, made.code);
    }

    /// Notes the item that a message will be, before it is sent.
    function _noteMessage(uint64 place, address sender, address target, uint64 gasLimit, bytes memory data) internal {
        bytes memory call = abi.encodeCall(
            IL2Messenger.relayMessage,
            (Message(LANE, place, sender, target, gasLimit, data))
        );
        address alias_ = AddressAlias.aliasOf(address(messenger));
        _noteItem(alias_, Predeploys.MESSENGER, 0, messenger.itemGas(gasLimit, data.length), call);
    }

    function _noteItem(address sender, address recipient, uint256 mint, uint64 gasLimit, bytes memory data) internal {
        _items.push(
            QueueItem({
                sender: sender,
                recipient: recipient,
                isCreation: false,
                mint: mint,
                value: mint,
                gasLimit: gasLimit,
                dataHash: keccak256(data),
                time: uint64(block.timestamp),
                gasBefore: queue.totalGas(LANE)
            })
        );
        _itemData.push(data);
    }

    /// Carries out the next items on L2.
    function _carryOver(uint256 count) internal {
        for (; count > 0 && _carried < _items.length; --count) {
            QueueItem memory item = _items[_carried];
            vm.deal(item.sender, item.sender.balance + item.mint);
            vm.prank(item.sender);
            (bool success, ) = item.recipient.call{value: item.value}(_itemData[_carried]);
            require(success, "a deposit transaction fails");
            ++_carried;
        }
    }

    /// Notes a message of L2 that was just sent.
    function _noteSent(address sender, address target, uint64 gasLimit, bytes memory data) internal {
        _sent.push(Message(LANE, uint64(_sent.length), sender, target, gasLimit, data));
        _leaves.push(_leafOf(_sent[_sent.length - 1]));
    }

    /// Makes a batch FINAL that consumes all items that were carried over; false when L1 refuses it.
    function _finalize(bytes32 stateRoot) internal returns (bool) {
        uint64 cursor = uint64(_carried);
        if (!_commit(cursor, stateRoot)) return false;
        vm.warp(block.timestamp + 2);
        rollup.finalize(_parent);
        while (_batches.length < _sent.length) {
            _batches.push(_index);
            _befores.push(_index - 1);
        }
        return true;
    }

    function _commit(uint64 cursor, bytes32 stateRoot) internal returns (bool) {
        QueueItem memory none;
        bool isEnd = cursor == queue.length(LANE);
        uint64 gas = isEnd ? queue.totalGas(LANE) : _items[cursor].gasBefore;
        bytes memory header = _header(_index + 1, cursor, gas, l2Messenger.messageCount(), stateRoot);
        IRollup.CommitWitness memory witness = IRollup.CommitWitness(
            keccak256(header),
            _cursor < _items.length ? _items[_cursor] : none,
            isEnd ? none : _items[cursor]
        );
        try rollup.commitBatch(header, _parent, witness, "") {
            (_parent, _cursor, _index) = (header, cursor, _index + 1);
        } catch {
            return false;
        }
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_KEY, attesters.messageOf(keccak256(header)));
        rollup.attest(LANE, _index, abi.encodePacked(r, s, v));
        return true;
    }

    function _header(
        uint64 index,
        uint64 cursor,
        uint64 gas,
        uint64 count,
        bytes32 stateRoot
    ) private view returns (bytes memory) {
        bytes memory head = abi.encodePacked(
            uint16(1),
            uint64(block.chainid),
            address(rollup),
            LANE,
            uint64(0),
            index,
            index == 0 ? bytes32(0) : keccak256(_parent),
            index,
            uint32(1),
            uint64(block.timestamp)
        );
        bytes memory input = abi.encodePacked(
            uint8(1),
            uint8(0),
            uint32(0),
            keccak256(""),
            cursor,
            queue.rollingHash(LANE, cursor),
            gas,
            ANY
        );
        bytes32 root = index == 0 ? MessageTree.EMPTY_ROOT : l2Messenger.messageRoot();
        return abi.encodePacked(head, input, ANY, stateRoot, root, count, uint32(1_000), ANY);
    }

    function _leafOf(Message memory message) internal pure returns (bytes32) {
        return
            MessageTree.leafOf(
                message.lane,
                message.place,
                message.sender,
                message.target,
                message.gasLimit,
                keccak256(message.data)
            );
    }

    /// Siblings of a place among the leaves that a batch's root has.
    function _siblingsOf(uint64 place, uint64 batch) internal view returns (bytes32[] memory siblings) {
        uint256 count = 0;
        while (count < _batches.length && _batches[count] <= batch) ++count;
        bytes32[] memory row = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) row[i] = _leaves[i];
        uint256 levels = 0;
        while ((1 << levels) < count) ++levels;
        siblings = new bytes32[](levels);
        bytes32 empty = 0;
        for (uint256 level = 0; level < levels; ++level) {
            uint256 beside = (place >> level) ^ 1;
            siblings[level] = beside < row.length ? row[beside] : empty;
            bytes32[] memory above = new bytes32[]((row.length + 1) / 2);
            for (uint256 i = 0; i < above.length; ++i) {
                bytes32 right = 2 * i + 1 < row.length ? row[2 * i + 1] : empty;
                above[i] = MessageTree.nodeOf(row[2 * i], right);
            }
            row = above;
            empty = MessageTree.nodeOf(empty, empty);
        }
    }
}
