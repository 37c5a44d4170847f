// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {AttestationRegistry} from "../../contracts/assets/attestation/AttestationRegistry.sol";
import {IAttestationRegistry} from "../../contracts/assets/attestation/IAttestationRegistry.sol";
import {SchemaRegistry} from "../../contracts/assets/attestation/SchemaRegistry.sol";
import {AssetId} from "../../contracts/types/AssetId.sol";
import {Attestation} from "../../contracts/types/Attestation.sol";
import {Stage} from "../../contracts/types/Stage.sol";
import {Test, Vm} from "../helpers/Test.sol";

/// Records, replays, revokes, cancels, trusts and distrusts at random, and keeps its own account of what happened.
contract AttestationHandler {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    uint256 public constant ATTESTERS = 18;
    uint256 private constant _NONCES = 24;
    bytes32 public constant TOPIC = keccak256("VALUATION");
    address public constant SUBJECT = address(0xA11CE);

    AttestationRegistry public immutable registry;
    bytes32 private immutable _schema;

    bytes32[] public ids;
    mapping(bytes32 id => uint256 time) public revokedAt;
    mapping(bytes32 id => uint256 order) public orderOf;
    mapping(address attester => mapping(uint256 nonce => uint256 times)) public uses;
    uint256 public mostUses;
    Attestation private _last;
    bytes private _lastSignature;

    constructor() {
        AccessManager manager = new AccessManager(address(this));
        SchemaRegistry schemas = new SchemaRegistry(address(manager));
        registry = new AttestationRegistry(address(manager), schemas);
        _schema = schemas.register(TOPIC, "uint256 value");
        for (uint256 i = 0; i < ATTESTERS; ++i) registry.trustAttester(TOPIC, attesterOf(i));
    }

    function record(uint256 who, uint256 nonce, uint256 age, uint256 life, bool isSecondStage) external {
        uint256 key = _keyOf(who);
        Attestation memory statement;
        statement.asset = AssetId.wrap(bytes32(uint256(1)));
        statement.stage = isSecondStage ? Stage.Structured : Stage.Registered;
        (statement.topic, statement.schema, statement.subject) = (TOPIC, _schema, SUBJECT);
        statement.attester = vm.addr(key);
        statement.issuedAt = uint64(block.timestamp - (age % 100));
        statement.expiresAt = uint64(block.timestamp + (life % 1_000));
        statement.nonce = nonce % _NONCES;
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, registry.idOf(statement));
        _submit(statement, abi.encodePacked(r, s, v));
    }

    function replay() external {
        if (_last.attester != address(0)) _submit(_last, _lastSignature);
    }

    function revoke(uint256 which, bool isByAuthority) external {
        if (ids.length == 0) return;
        bytes32 id = ids[which % ids.length];
        if (isByAuthority) {
            try registry.revokeByAuthority(id, bytes32(0)) {
                revokedAt[id] = block.timestamp;
            } catch {}
            return;
        }
        address attester = registry.attestationOf(id).attester;
        vm.prank(attester);
        try registry.revoke(id, bytes32(0)) {
            revokedAt[id] = block.timestamp;
        } catch {}
    }

    function cancelNonce(uint256 who, uint256 nonce) external {
        address attester = attesterOf(who);
        vm.prank(attester);
        try registry.cancelNonce(nonce % _NONCES) {
            _count(attester, nonce % _NONCES);
        } catch {}
    }

    function toggleTrust(uint256 who) external {
        address attester = attesterOf(who);
        if (registry.isTrusted(TOPIC, attester)) registry.distrustAttester(TOPIC, attester);
        else registry.trustAttester(TOPIC, attester);
    }

    function wait(uint256 time) external {
        vm.warp(block.timestamp + (time % 200));
    }

    function countOfIds() external view returns (uint256) {
        return ids.length;
    }

    function attesterOf(uint256 who) public pure returns (address) {
        return vm.addr(_keyOf(who));
    }

    function _submit(Attestation memory statement, bytes memory signature) private {
        try registry.record(statement, signature) returns (bytes32 id) {
            ids.push(id);
            orderOf[id] = ids.length;
            _count(statement.attester, statement.nonce);
            (_last, _lastSignature) = (statement, signature);
        } catch {}
    }

    function _count(address attester, uint256 nonce) private {
        uint256 times = ++uses[attester][nonce];
        if (times > mostUses) mostUses = times;
    }

    function _keyOf(uint256 who) private pure returns (uint256) {
        return 0xA77E57 + (who % ATTESTERS);
    }
}

contract AttestationRegistryInvariants is Test {
    AttestationHandler private _handler;
    AttestationRegistry private _registry;

    function setUp() public {
        vm.warp(1_000_000);
        _handler = new AttestationHandler();
        _registry = _handler.registry();
        targetContract(address(_handler));
    }

    /// ATTEST-16
    function invariant_revokedNeverCounts() public view {
        for (uint256 i = 0; i < _handler.countOfIds(); ++i) {
            bytes32 id = _handler.ids(i);
            if (_handler.revokedAt(id) == 0) continue;
            assertTrue(_registry.isRevoked(id), "INV: a revoked attestation stays revoked");
            assertTrue(!_registry.isValid(id), "INV: a revoked attestation is never valid");
        }
        for (uint8 stage = 1; stage <= 2; ++stage) {
            bytes32[] memory ids = _evaluate(stage, address(0)).ids;
            for (uint256 i = 0; i < ids.length; ++i) {
                assertEq(_handler.revokedAt(ids[i]), 0, "INV: a revoked attestation never counts again");
            }
        }
    }

    /// ATTEST-14, ATTEST-15, ATTEST-18, ATTEST-20
    function invariant_countedAttestersAreDistinctAndTrusted() public view {
        address excluded = _handler.attesterOf(0);
        for (uint8 stage = 1; stage <= 2; ++stage) {
            IAttestationRegistry.Finding memory finding = _evaluate(stage, excluded);
            assertEq(finding.counted, finding.ids.length, "INV: the count is that of the ids");
            assertTrue(finding.counted <= 16, "INV: at most 16 attesters stand under a key");
            for (uint256 i = 0; i < finding.ids.length; ++i) _checkCounted(finding.ids, i, stage, excluded);
        }
    }

    /// ATTEST-15, ATTEST-19
    function invariant_whatDoesNotCountHasAReason() public view {
        for (uint8 stage = 1; stage <= 2; ++stage) {
            IAttestationRegistry.Finding memory finding = _evaluate(stage, address(0));
            bool isMet = finding.counted >= finding.needed;
            assertTrue(isMet == (finding.fault == IAttestationRegistry.Fault.None), "INV: a fault if too few count");
            if (finding.culprit != bytes32(0)) {
                assertTrue(!_registry.isValid(finding.culprit), "INV: the culprit does not hold");
            }
        }
    }

    /// ATTEST-11, ATTEST-12
    function invariant_nonceIsUsedOnce() public view {
        assertTrue(_handler.mostUses() <= 1, "INV: a nonce is used once");
    }

    function _checkCounted(bytes32[] memory ids, uint256 place, uint8 stage, address excluded) private view {
        Attestation memory counted = _registry.attestationOf(ids[place]);
        assertTrue(_registry.isTrusted(counted.topic, counted.attester), "INV: counted attesters are trusted");
        assertTrue(counted.attester != excluded, "INV: the excluded attester does not count");
        assertTrue(uint8(counted.stage) == stage, "INV: a statement counts for its stage");
        assertTrue(block.timestamp < counted.expiresAt, "INV: an expired attestation does not count");
        for (uint256 i = 0; i < place; ++i) {
            address other = _registry.attestationOf(ids[i]).attester;
            assertTrue(other != counted.attester, "INV: counted attesters are distinct");
            assertTrue(_handler.orderOf(ids[i]) < _handler.orderOf(ids[place]), "INV: ids are in order of recording");
        }
        for (uint256 i = 0; i < _handler.countOfIds(); ++i) {
            Attestation memory other = _registry.attestationOf(_handler.ids(i));
            if (other.attester != counted.attester || other.stage != counted.stage) continue;
            assertTrue(other.issuedAt <= counted.issuedAt, "INV: what counts is the statement issued last");
        }
    }

    function _evaluate(uint8 stage, address excluded) private view returns (IAttestationRegistry.Finding memory) {
        IAttestationRegistry.Query memory query;
        query.asset = AssetId.wrap(bytes32(uint256(1)));
        query.stage = Stage(stage);
        (query.topic, query.subject, query.excluded) = (_handler.TOPIC(), _handler.SUBJECT(), excluded);
        query.quorum = 3;
        return _registry.evaluate(query);
    }
}
