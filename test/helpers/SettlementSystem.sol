// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {LaneBound} from "../../contracts/L1/bridge/LaneBound.sol";
import {IL1TokenGateway} from "../../contracts/L1/bridge/IL1TokenGateway.sol";
import {Guardian} from "../../contracts/L1/governance/Guardian.sol";
import {FinalityPolicy} from "../../contracts/L1/proofs/FinalityPolicy.sol";
import {IFinalityPolicy} from "../../contracts/L1/proofs/IFinalityPolicy.sol";
import {IHonkVerifier} from "../../contracts/L1/proofs/settlement/IHonkVerifier.sol";
import {IMessageQueue} from "../../contracts/L1/rollup/IMessageQueue.sol";
import {MessageQueue} from "../../contracts/L1/rollup/MessageQueue.sol";
import {IRollup} from "../../contracts/L1/rollup/IRollup.sol";
import {Rollup} from "../../contracts/L1/rollup/Rollup.sol";
import {RollupLanes} from "../../contracts/L1/rollup/RollupLanes.sol";
import {ISettlementPortal} from "../../contracts/L1/settlement/ISettlementPortal.sol";
import {ISettlementRegistry} from "../../contracts/L1/settlement/ISettlementRegistry.sol";
import {SettlementExit} from "../../contracts/L1/settlement/SettlementExit.sol";
import {SettlementGateway} from "../../contracts/L1/settlement/SettlementGateway.sol";
import {SettlementPortal} from "../../contracts/L1/settlement/SettlementPortal.sol";
import {SettlementRegistry} from "../../contracts/L1/settlement/SettlementRegistry.sol";
import {SettlementVerifier} from "../../contracts/L1/settlement/SettlementVerifier.sol";
import {SettlementData} from "../../contracts/libraries/SettlementData.sol";
import {ConformanceVerifierMock} from "../../contracts/mocks/ConformanceVerifierMock.sol";
import {TestCash} from "../../contracts/mocks/TestCash.sol";
import {PROVEN} from "../../contracts/types/Evidence.sol";
import {Lane} from "../../contracts/types/Lane.sol";
import {QueueItem} from "../../contracts/types/QueueItem.sol";
import {Vm} from "./Test.sol";

/// The settlement lane with all its real contracts but the generated verifiers, for which conformance mocks stand; what
/// inherits this makes batches of any data, which `_post` posts with what the mocks take.
abstract contract SettlementSystem {
    using SettlementData for bytes;

    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    Lane internal constant LANE = Lane.wrap(2);
    uint40 private constant _ESCAPE = 100 days;
    uint256 private constant _KEY = 0x5E771E;
    bytes32 private constant _ANY = keccak256("any");
    bytes32 private constant _RULES = keccak256("muniment.settlement");
    bytes32 private constant _CIRCUIT = keccak256("batch2");

    /// What a header says after the batch before it.
    struct Tip {
        uint64 index;
        uint64 cursor;
        uint256 state;
        bytes header;
    }

    MessageQueue public queue;
    Rollup public rollup;
    SettlementRegistry public registry;
    SettlementGateway public gateway;
    SettlementVerifier public verifier;
    SettlementPortal public portal;
    /// Behind the assets 1 and 2.
    TestCash[2] public tokens;
    Tip internal _tip;
    ISettlementRegistry.Roots private _roots;
    uint64 private _epoch;

    constructor() {
        address[] memory none = new address[](0);
        address[] memory self = new address[](1);
        self[0] = address(this);
        TimelockController timelock = new TimelockController(_ESCAPE + 1, none, none, address(0));
        FinalityPolicy policy = new FinalityPolicy(timelock, false, _ESCAPE, none);
        Guardian guardian = new Guardian(timelock, _ESCAPE, none, none);
        queue = new MessageQueue(timelock, _ESCAPE, none);
        rollup = new Rollup(timelock, RollupLanes.Components(policy, queue, guardian), self, none);
        policy.connect(address(rollup));
        guardian.connect(address(rollup));
        _deployLane(timelock, policy, guardian, self);
        policy.setVerifier(LANE, PROVEN, address(verifier));
        policy.setGame(LANE, address(portal));
        policy.setLaneRule(LANE, IFinalityPolicy.LaneRule(PROVEN, 0));
        queue.setTerms(LANE, IMessageQueue.LaneTerms(0, 90 days, 16_777_216));
        policy.seal();
        queue.seal();
        guardian.seal();
        _tip.state = 1;
        _tip.header = _headerOf(0, block.timestamp, "", Tip(0, 0, 1, ""));
        rollup.openLane(_tip.header, 0);
        rollup.seal();
        rollup.grantRole(rollup.COMMITTER_ROLE(), address(portal));
        rollup.grantRole(rollup.COMMITTER_ROLE(), address(this));
    }

    function evaluate(bytes calldata data, uint256 challenge) external pure returns (uint256 evaluation) {
        (evaluation, ) = data.evaluate(challenge);
    }

    /// Posts a batch whose state the mocks do not look at. Reverts as the portal does.
    function _post(uint64 cursor, bytes memory data, QueueItem memory first, QueueItem memory next) internal {
        if (block.timestamp > _roots.time + 12 hours) _setRoots();
        Tip memory after_ = Tip(_tip.index + 1, cursor, _tip.state + 1, "");
        after_.header = _headerOf(after_.index, block.timestamp, data, after_);
        ISettlementPortal.Posting memory posting;
        (posting.header, posting.parent, posting.data) = (after_.header, _tip.header, data);
        (posting.witness.expectedDigest, posting.witness.first) = (keccak256(after_.header), first);
        posting.witness.next = next;
        posting.commitment = bytes32(uint256(7));
        posting.proof = abi.encode(keccak256(abi.encode("no proof", _CIRCUIT, _inputsOf(after_, data))));
        portal.post(posting);
        _tip = after_;
    }

    /// Commits a batch that nobody proves, and has it taken back.
    function _stall(uint64 cursor, QueueItem memory first, QueueItem memory next) internal {
        Tip memory wrong = Tip(_tip.index + 1, cursor, _tip.state + 1, "");
        wrong.header = _headerOf(wrong.index, block.timestamp, "", wrong);
        IRollup.CommitWitness memory witness = IRollup.CommitWitness(keccak256(wrong.header), first, next);
        rollup.commitBatch(wrong.header, _tip.header, witness, "");
        vm.warp(block.timestamp + 1 hours + 1);
        portal.takeBack();
        ++_epoch;
    }

    /// The header again, which has been settled.
    function _settleAgain(bytes memory data) internal {
        gateway.settle(_tip.header, data);
    }

    function _deployLane(
        TimelockController timelock,
        FinalityPolicy policy,
        Guardian guardian,
        address[] memory self
    ) private {
        address[] memory registrars = new address[](1);
        registrars[0] = vm.addr(_KEY);
        SettlementRegistry.Settings memory settings = SettlementRegistry.Settings(_ESCAPE, address(rollup), LANE, 1);
        registry = new SettlementRegistry(timelock, settings, registrars, self);
        LaneBound.Place memory place = LaneBound.Place(rollup, guardian, LANE);
        SettlementGateway.Parts memory parts = SettlementGateway.Parts(queue, IL1TokenGateway(address(0)));
        gateway = new SettlementGateway(timelock, _ESCAPE, place, parts);
        IHonkVerifier circuit = new ConformanceVerifierMock(_CIRCUIT, false);
        IHonkVerifier[3] memory circuits = [circuit, circuit, circuit];
        verifier = new SettlementVerifier(SettlementVerifier.Parts(rollup, LANE, registry, gateway, circuits));
        portal = new SettlementPortal(
            timelock,
            _ESCAPE,
            SettlementPortal.Parts(policy, rollup, guardian, LANE, gateway),
            self
        );
        SettlementExit.Parts memory exitParts = SettlementExit.Parts(policy, gateway, registry, circuit);
        gateway.connectExit(address(new SettlementExit(place, exitParts)));
        for (uint32 i = 0; i < 2; ++i) {
            tokens[i] = new TestCash();
            gateway.addAsset(i + 1, address(tokens[i]));
        }
        registry.seal();
        gateway.seal();
        portal.seal();
    }

    function _setRoots() private {
        bytes32 root = bytes32(uint256(11));
        uint64 number = _roots.number + 1;
        _roots = ISettlementRegistry.Roots(root, root, number, uint64(block.timestamp));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_KEY, registry.messageOf(_roots));
        registry.setRoots(_roots, abi.encodePacked(r, s, v));
    }

    function _inputsOf(Tip memory after_, bytes memory data) private view returns (bytes32[] memory inputs) {
        inputs = new bytes32[](9);
        inputs[0] = bytes32(verifier.domain());
        inputs[1] = bytes32(_tip.state);
        inputs[2] = bytes32(after_.state);
        (inputs[3], inputs[4]) = (_roots.holders, _roots.rules);
        inputs[5] = bytes32(block.timestamp);
        inputs[6] = bytes32(uint256(7));
        inputs[7] = keccak256(abi.encode(keccak256(after_.header), inputs[6])) >> 8;
        inputs[8] = bytes32(this.evaluate(data, uint256(inputs[7])));
    }

    function _headerOf(
        uint64 index,
        uint256 time,
        bytes memory data,
        Tip memory after_
    ) private view returns (bytes memory) {
        bytes32 parent = index == 0 ? bytes32(0) : keccak256(_tip.header);
        bytes memory place = abi.encodePacked(uint16(1), uint64(block.chainid), rollup, LANE, _epoch, index, parent);
        bytes memory input = abi.encodePacked(
            index,
            uint32(1),
            uint64(time),
            uint8(1),
            uint8(0),
            uint32(data.length),
            keccak256(data)
        );
        uint64 gas_ = _gasBefore(after_.cursor);
        bytes memory queue_ = abi.encodePacked(
            after_.cursor,
            queue.rollingHash(LANE, after_.cursor),
            gas_,
            _RULES,
            _ANY,
            after_.state
        );
        return abi.encodePacked(place, input, queue_, _ANY, uint64(0), uint32(3), _ANY);
    }

    /// Gas limits of the items before a place.
    function _gasBefore(uint64 place) internal view virtual returns (uint64);
}
