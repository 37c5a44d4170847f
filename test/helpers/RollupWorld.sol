// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Guardian} from "../../contracts/L1/governance/Guardian.sol";
import {AttesterRegistry} from "../../contracts/L1/proofs/AttesterRegistry.sol";
import {FinalityPolicy} from "../../contracts/L1/proofs/FinalityPolicy.sol";
import {IAttesterRegistry} from "../../contracts/L1/proofs/IAttesterRegistry.sol";
import {IFinalityPolicy} from "../../contracts/L1/proofs/IFinalityPolicy.sol";
import {IMessageQueue} from "../../contracts/L1/rollup/IMessageQueue.sol";
import {MessageQueue} from "../../contracts/L1/rollup/MessageQueue.sol";
import {Rollup} from "../../contracts/L1/rollup/Rollup.sol";
import {RollupLanes} from "../../contracts/L1/rollup/RollupLanes.sol";
import {SequencerBond} from "../../contracts/L1/rollup/SequencerBond.sol";
import {ATTESTED} from "../../contracts/types/Evidence.sol";
import {Lane} from "../../contracts/types/Lane.sol";
import {Vm} from "./Test.sol";

/// L1 with one lane whose rule is ATTESTED, five attesters, two committers, and what headers are made of.
abstract contract RollupWorld {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    Lane public constant LANE = Lane.wrap(1);
    uint40 public constant ESCAPE = 4_000;
    uint40 public constant WINDOW = 300;
    uint32 public constant DEADLINE = 400;
    uint48 public constant BOND_GWEI = 1_000;
    uint256 public constant ACTORS = 5;
    uint256 internal constant KEYS = 5;
    bytes32 internal constant RULES = keccak256("rules");

    TimelockController public timelock;
    FinalityPolicy public policy;
    Guardian public guardian;
    MessageQueue public queue;
    Rollup public rollup;
    SequencerBond public sequencerBond;
    /// The first is in use; each contradiction costs one.
    AttesterRegistry[3] public registries;

    /// What a header says after the batch before it.
    struct Tip {
        uint64 index;
        uint64 block_;
        uint64 time;
        uint64 cursor;
        uint64 gas;
        bytes32 digest;
    }

    uint256[KEYS] internal _keys;
    mapping(uint64 index => bytes header) internal _headers;
    mapping(uint64 index => Tip tip) internal _tips;

    constructor() {
        _makeKeys();
        address[] memory nobody = new address[](0);
        timelock = new TimelockController(ESCAPE + 1, nobody, nobody, address(0));
        policy = new FinalityPolicy(timelock, false, ESCAPE, _only(council()));
        guardian = new Guardian(timelock, ESCAPE, _only(pauser()), _only(council()));
        queue = new MessageQueue(timelock, ESCAPE, nobody);
        RollupLanes.Components memory parts = RollupLanes.Components(policy, queue, guardian);
        rollup = new Rollup(timelock, parts, _only(address(this)), _only(council()));
        sequencerBond = new SequencerBond(policy, ESCAPE + 1, 1_000);
        for (uint256 i = 0; i < 3; ++i) registries[i] = _makeRegistry();
        policy.connect(address(rollup));
        guardian.connect(address(rollup));
        policy.setVerifier(LANE, ATTESTED, address(registries[0]));
        policy.setLaneRule(LANE, IFinalityPolicy.LaneRule(ATTESTED, WINDOW));
        queue.setTerms(LANE, IMessageQueue.LaneTerms(0, DEADLINE, 1_000_000));
        policy.seal();
        queue.seal();
        guardian.seal();
        _openLane();
        for (uint256 i = 0; i < ACTORS; ++i) vm.deal(actorAt(i), 100 ether);
    }

    /// The first two commit.
    function actorAt(uint256 who) public pure returns (address) {
        return address(uint160(0xAC7000 + (who % ACTORS)));
    }

    function council() public pure returns (address) {
        return address(0xC0C11);
    }

    function pauser() public pure returns (address) {
        return address(0x9A05E);
    }

    function _openLane() private {
        Tip memory none;
        bytes memory input = _input(none, 0, keccak256(""), 0);
        // What a genesis batch has instead of a block behind its parent's.
        bytes memory genesis = abi.encodePacked(_domain(0, 0), bytes32(0), uint64(0), uint32(1), input, _output(0));
        rollup.openLane(genesis, BOND_GWEI);
        rollup.seal();
        _headers[0] = genesis;
        _tips[0] = Tip(0, 0, uint64(block.timestamp), 0, 0, keccak256(genesis));
        bytes32 role = rollup.COMMITTER_ROLE();
        for (uint256 i = 0; i < 2; ++i) rollup.grantRole(role, actorAt(i));
    }

    function _makeRegistry() private returns (AttesterRegistry made) {
        AttesterRegistry.Settings memory settings = AttesterRegistry.Settings(ESCAPE, false, 365 days, 0);
        made = new AttesterRegistry(timelock, settings, 2, _only(address(this)), _only(council()));
        bytes32 measurement = keccak256("measurement");
        made.allowMeasurement(measurement);
        uint64 time = uint64(block.timestamp);
        for (uint256 i = 0; i < KEYS; ++i) {
            address key = vm.addr(_keys[i]);
            made.register(
                IAttesterRegistry.Enclave(key, measurement, time, time + 365 days, false, true, keccak256("quote"))
            );
        }
        made.seal();
    }

    /// Header of a batch of one block behind `tip`, whose state is told by `salt`.
    function _header(Tip memory tip, uint64 cursor, uint64 gas, uint256 salt) internal view returns (bytes memory) {
        Tip memory next = Tip(tip.index + 1, tip.block_ + 1, uint64(block.timestamp), cursor, gas, tip.digest);
        bytes memory place = abi.encodePacked(
            _domain(rollup.epochOf(LANE), next.index),
            tip.digest,
            next.block_,
            uint32(1)
        );
        return abi.encodePacked(place, _input(next, 0, keccak256(""), cursor), _output(salt));
    }

    /// The first 50 bytes.
    function _domain(uint64 epoch, uint64 index) private view returns (bytes memory) {
        return abi.encodePacked(uint16(1), uint64(block.chainid), address(rollup), LANE, epoch, index);
    }

    /// From the time to the rules; calldata.
    function _input(Tip memory tip, uint32 size, bytes32 hash, uint64 cursor) private view returns (bytes memory) {
        return
            abi.encodePacked(
                uint64(block.timestamp),
                uint8(1),
                uint8(0),
                size,
                hash,
                cursor,
                queue.rollingHash(LANE, cursor),
                tip.gas,
                RULES
            );
    }

    function _output(uint256 salt) private pure returns (bytes memory) {
        return
            abi.encodePacked(
                keccak256(abi.encode("block", salt)),
                keccak256(abi.encode("state", salt)),
                keccak256(abi.encode("messages", salt)),
                uint64(0),
                uint32(3),
                keccak256(abi.encode("trace", salt))
            );
    }

    /// Signatures of the attesters whose bits are set, in ascending order of their addresses.
    function _sign(AttesterRegistry registry, bytes32 digest, uint256 bits) internal view returns (bytes memory proof) {
        bytes32 message = registry.messageOf(digest);
        for (uint256 i = 0; i < KEYS; ++i) {
            if ((bits >> i) & 1 == 0) continue;
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(_keys[i], message);
            proof = abi.encodePacked(proof, r, s, v);
        }
    }

    /// Keys in ascending order of their addresses.
    function _makeKeys() private {
        for (uint256 i = 0; i < KEYS; ++i) {
            uint256 key = 0xA77E + i;
            uint256 at = i;
            for (; at > 0 && vm.addr(_keys[at - 1]) > vm.addr(key); --at) _keys[at] = _keys[at - 1];
            _keys[at] = key;
        }
    }

    function _only(address account) private pure returns (address[] memory accounts) {
        accounts = new address[](1);
        accounts[0] = account;
    }
}
