// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchHeader} from "../../libraries/BatchHeader.sol";
import {SettlementData} from "../../libraries/SettlementData.sol";
import {Lane} from "../../types/Lane.sol";
import {TimelockedAccess} from "../governance/TimelockedAccess.sol";
import {IProofVerifier} from "../proofs/IProofVerifier.sol";
import {IValidityVerifier} from "../proofs/IValidityVerifier.sol";
import {IHonkVerifier} from "../proofs/settlement/IHonkVerifier.sol";
import {IRollup} from "../rollup/IRollup.sol";
import {ISettlementGateway} from "./ISettlementGateway.sol";
import {ISettlementRegistry} from "./ISettlementRegistry.sol";
import {ISettlementVerifier} from "./ISettlementVerifier.sol";

/// @notice Implements {ISettlementVerifier}.
contract SettlementVerifier is ISettlementVerifier {
    using BatchHeader for bytes;
    using SettlementData for bytes;

    /// @notice What the verifier works with, for ever.
    /// @param circuits Verifiers of the circuits of 2, 8 and 24 operations.
    struct Parts {
        IRollup rollup;
        Lane lane;
        ISettlementRegistry registry;
        ISettlementGateway gateway;
        IHonkVerifier[3] circuits;
    }

    /// @dev What several checks need of a batch, found once.
    /// @param digest Of its header.
    /// @param domain Of this lane.
    struct Known {
        bytes32 digest;
        uint256 domain;
    }

    /// @dev Where a proof's commitment and data begin.
    uint256 private constant _COMMITMENT = 2 * BatchHeader.SIZE;
    uint256 private constant _DATA = _COMMITMENT + 32;
    /// @dev Of a batch of one block (ROLLUP-7): nothing here has a trace.
    uint32 private constant _STEPS = 3;
    /// @dev Seconds before its commit that a batch may be of: a freeze counts from then on.
    uint64 private constant _GREATEST_LAG = 1 hours;
    /// @dev Seconds before a batch's time that its roots may have been taken.
    uint64 private constant _GREATEST_AGE = 24 hours;

    IRollup private immutable _rollup;
    Lane private immutable _lane;
    ISettlementRegistry private immutable _registry;
    ISettlementGateway private immutable _gateway;
    IHonkVerifier private immutable _circuit2;
    IHonkVerifier private immutable _circuit8;
    IHonkVerifier private immutable _circuit24;

    constructor(Parts memory parts) {
        _rollup = parts.rollup;
        _lane = parts.lane;
        _registry = parts.registry;
        _gateway = parts.gateway;
        (_circuit2, _circuit8, _circuit24) = (parts.circuits[0], parts.circuits[1], parts.circuits[2]);
    }

    /// @inheritdoc IProofVerifier
    /// @dev *Reverts:* with the errors of {ISettlementVerifier} and {ISettlementGateway-checkCrossings}, RootsUnknown,
    /// and those of the circuit's verifier. *Source:* SETTLE-65 to SETTLE-74.
    function verify(bytes32 digest, bytes calldata proof) external view returns (bool) {
        uint256 end = _endOfData(proof);
        bytes calldata header = proof[:BatchHeader.SIZE];
        bytes calldata parent = proof[BatchHeader.SIZE:_COMMITMENT];
        Known memory known = Known(header.digest(), domain());
        _checkPlace(digest, known, header, parent);
        _checkFields(header, parent);
        _checkData(header, parent, proof[_DATA:end]);
        bytes32[] memory inputs = _inputsOf(known.domain, header, parent);
        if (end == _DATA) return _isUnchanged(header, parent, proof.length - end);
        _evaluate(inputs, known.digest, proof[_COMMITMENT:end]);
        address circuit = circuitOf((end - _DATA) / SettlementData.OPERATION_SIZE);
        return IHonkVerifier(circuit).verify(proof[end:], inputs);
    }

    /// @inheritdoc IValidityVerifier
    function isProduction() external view returns (bool) {
        // A deployer who still names registrars, or assets, can make notes of anything.
        bool isSealed =
            TimelockedAccess(address(_registry)).isSealed() && TimelockedAccess(address(_gateway)).isSealed();
        return isSealed && _circuit2.isProduction() && _circuit8.isProduction() && _circuit24.isProduction();
    }

    /// @inheritdoc IValidityVerifier
    function anchors() external view returns (bytes32[] memory keys) {
        keys = new bytes32[](3);
        keys[0] = _circuit2.verificationKeyHash();
        keys[1] = _circuit8.verificationKeyHash();
        keys[2] = _circuit24.verificationKeyHash();
    }

    /// @inheritdoc ISettlementVerifier
    function circuitOf(uint256 operations) public view returns (address) {
        if (operations == 2) return address(_circuit2);
        if (operations == 8) return address(_circuit8);
        if (operations == 24) return address(_circuit24);
        revert SettlementOperationsInvalid(operations * SettlementData.OPERATION_SIZE);
    }

    /// @inheritdoc ISettlementVerifier
    function domain() public view returns (uint256) {
        return SettlementData.domainOf(block.chainid, address(_rollup), Lane.unwrap(_lane));
    }

    /// @dev The data are those of the header, and what they bring over the border is there.
    function _checkData(bytes calldata header, bytes calldata parent, bytes calldata data) private view {
        bytes32 dataHash = keccak256(data);
        if (dataHash != header.dataHash()) revert SettlementWordsMismatch(header.dataHash(), dataHash);
        if (data.length % SettlementData.OPERATION_SIZE != 0) revert SettlementOperationsInvalid(data.length);
        SettlementData.Crossing[] memory crossings = data.crossingsOf();
        if (crossings.length == 0) return;
        _gateway.checkCrossings(parent.queueCursor(), header.queueCursor(), crossings);
    }

    /// @dev The roots that were newest at the batch's time, which is shortly before its commit.
    function _rootsFor(bytes calldata header) private view returns (ISettlementRegistry.Roots memory roots) {
        uint64 time = header.time();
        (, uint64 committedAt) = _rollup.commitOf(_lane, header.index());
        if (time + _GREATEST_LAG < committedAt) revert SettlementTimeTooOld(committedAt - _GREATEST_LAG, time);
        roots = _registry.rootsAt(time);
        if (roots.time + _GREATEST_AGE < time) revert SettlementRootsTooOld(time - _GREATEST_AGE, roots.time);
    }

    /// @dev The public inputs but for the last three, which are about the data.
    function _inputsOf(
        uint256 ownDomain,
        bytes calldata header,
        bytes calldata parent
    ) private view returns (bytes32[] memory inputs) {
        ISettlementRegistry.Roots memory roots = _rootsFor(header);
        inputs = new bytes32[](9);
        inputs[0] = bytes32(ownDomain);
        // It was held to be an element when the parent was proven.
        inputs[1] = parent.stateRoot();
        inputs[2] = _element(header.stateRoot());
        inputs[3] = roots.holders;
        inputs[4] = roots.rules;
        inputs[5] = bytes32(uint256(header.time()));
    }

    /// @dev The proof is about this batch, of this lane, on this parent, which is FINAL: of a state that nobody has
    /// proven there can be two ends, and two ends are a contradiction that freezes the lane.
    function _checkPlace(
        bytes32 digest,
        Known memory known,
        bytes calldata header,
        bytes calldata parent
    ) private view {
        bytes32 subject = keccak256(abi.encodePacked(known.digest));
        if (subject != digest) revert SettlementDigestMismatch(digest, subject);
        if (parent.digest() != header.parent()) revert SettlementParentMismatch(header.parent(), parent.digest());
        uint256 actual = SettlementData.domainOf(header.l1ChainId(), header.rollup(), Lane.unwrap(header.lane()));
        if (actual != known.domain) revert SettlementDomainMismatch(known.domain, actual);
        uint64 before = parent.index();
        if (before > _rollup.lastFinal(_lane) || _rollup.digestOf(_lane, before) != header.parent()) {
            revert SettlementParentNotFinal(before, header.parent());
        }
    }

    /// @dev What the header may say besides its place, its queue and its state: nothing.
    function _checkFields(bytes calldata header, bytes calldata parent) private pure {
        if (header.blocks() != 1) revert SettlementFieldInvalid(90);
        if (header.dataKind() != BatchHeader.DATA_CALLDATA) revert SettlementFieldInvalid(102);
        if (header.rules() != SettlementData.RULES) revert SettlementFieldInvalid(188);
        if (header.lastBlock() != parent.lastBlock()) revert SettlementFieldInvalid(220);
        if (header.messageRoot() != parent.messageRoot()) revert SettlementFieldInvalid(284);
        if (header.messageCount() != parent.messageCount()) revert SettlementFieldInvalid(316);
        if (header.steps() != _STEPS) revert SettlementFieldInvalid(324);
        if (header.traceRoot() != parent.traceRoot()) revert SettlementFieldInvalid(328);
    }

    /// @dev A batch without data consumes items and does nothing else: that needs no proof.
    function _isUnchanged(bytes calldata header, bytes calldata parent, uint256 rest) private pure returns (bool) {
        if (rest != 0) revert SettlementProofUnexpected(rest);
        if (header.stateRoot() != parent.stateRoot()) {
            revert SettlementStateChanged(parent.stateRoot(), header.stateRoot());
        }
        return true;
    }

    /// @dev The last three public inputs.
    /// @param committed The commitment, and the data behind it.
    function _evaluate(bytes32[] memory inputs, bytes32 digest, bytes calldata committed) private pure {
        inputs[6] = _element(bytes32(committed));
        uint256 challenge = uint256(keccak256(abi.encode(digest, inputs[6]))) >> 8;
        (uint256 evaluation, uint256 wrong) = SettlementData.evaluate(committed[32:], challenge);
        if (wrong != 0) revert SettlementWordInvalid(wrong - 1);
        (inputs[7], inputs[8]) = (bytes32(challenge), bytes32(evaluation));
    }

    /// @dev Where the data end and the circuit's proof begins; both headers are there.
    function _endOfData(bytes calldata proof) private pure returns (uint256 end) {
        if (proof.length < _DATA) revert SettlementProofTooShort(_DATA, proof.length);
        BatchHeader.checked(proof[BatchHeader.SIZE:_COMMITMENT]);
        end = _DATA + BatchHeader.checked(proof[:BatchHeader.SIZE]).dataSize();
        if (proof.length < end) revert SettlementProofTooShort(end, proof.length);
    }

    /// @dev An element has one form: with another, one proof would be of two headers.
    function _element(bytes32 word) private pure returns (bytes32) {
        if (uint256(word) >= SettlementData.MODULUS) revert SettlementElementInvalid(word);
        return word;
    }
}
