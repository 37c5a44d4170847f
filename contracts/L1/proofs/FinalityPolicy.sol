// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {ATTESTED, Evidence, PROVEN, SECURED} from "../../types/Evidence.sol";
import {FinalityClass} from "../../types/FinalityClass.sol";
import {Lane} from "../../types/Lane.sol";
import {TimelockedAccess} from "../governance/TimelockedAccess.sol";
import {IAttesterRegistry} from "./IAttesterRegistry.sol";
import {IDisputeGame} from "./IDisputeGame.sol";
import {IFinalityPolicy} from "./IFinalityPolicy.sol";
import {IValidityVerifier} from "./IValidityVerifier.sol";
import {IVerifierUser} from "./IVerifierUser.sol";

/// @notice Implements {IFinalityPolicy}.
contract FinalityPolicy is IFinalityPolicy, TimelockedAccess {
    /// @notice Who takes verifiers away.
    bytes32 public constant COUNCIL_ROLE = keccak256("COUNCIL");

    /// @dev Production: the least window without a validity proof, and the least escape delay – the window, the longest
    /// dispute and a week.
    uint40 private constant _PRODUCTION_WINDOW = 7 days;
    uint40 private constant _PRODUCTION_ESCAPE = 23 days;
    /// @dev What may be paused meanwhile (GUARD-1), which lengthens every window but no delay of the timelock.
    uint40 private constant _PRODUCTION_PAUSES = 14 days;
    Evidence private constant _ALL = Evidence.wrap(7);

    /// @dev One slot. Evidence for batches committed until `voidUntil` is void: a verifier that was disabled may have
    /// given it.
    struct Verifier {
        address verifier;
        uint64 voidUntil;
        bool isDisabled;
    }

    struct Place {
        Lane lane;
        Evidence kind;
    }

    struct Game {
        address game;
        uint64 since;
    }

    bool private immutable _isProduction;
    uint40 private immutable _escapeDelay;

    address private _rollup;
    mapping(Lane lane => LaneRule rule) private _laneRules;
    mapping(FinalityClass finalityClass => ClassRule rule) private _classRules;
    mapping(Lane lane => mapping(Evidence kind => Verifier verifier)) private _verifiers;
    /// @dev Where verifiers are named: a few lanes, two kinds each.
    Place[] private _places;
    mapping(address verifier => bool disabled) private _disabled;
    mapping(Lane lane => Game game) private _games;

    /// @param timelock_ Administrator; its delay is longer than the escape delay and, in production, what may be
    /// paused.
    /// @param isProduction_ Whether development parameters are refused.
    /// @param escapeDelay_ Seconds after which holders may leave by the escape; at least 23 days in production.
    /// @param council Who takes verifiers away.
    constructor(
        TimelockController timelock_,
        bool isProduction_,
        uint40 escapeDelay_,
        address[] memory council
    ) TimelockedAccess(timelock_, uint256(escapeDelay_) + (isProduction_ ? _PRODUCTION_PAUSES : 0)) {
        uint40 least = isProduction_ ? _PRODUCTION_ESCAPE : 1;
        if (escapeDelay_ < least) revert PolicyWindowOutOfRange(least, type(uint40).max, escapeDelay_);
        _isProduction = isProduction_;
        _escapeDelay = escapeDelay_;
        _grantAtStart(COUNCIL_ROLE, council);
    }

    /// @inheritdoc IFinalityPolicy
    function connect(address rollup) external onlySlow {
        if (_rollup != address(0)) revert PolicyRollupConnected(_rollup);
        _checkContract(rollup);
        _rollup = rollup;
        emit RollupConnected(rollup);
        for (uint256 i = 0; i < _places.length; ++i) _tell(_places[i].lane, _places[i].kind);
    }

    /// @inheritdoc IFinalityPolicy
    function setLaneRule(Lane lane, LaneRule calldata rule) external onlySlow {
        if (Lane.unwrap(lane) == 0) revert PolicyLaneUnknown(lane);
        _checkEvidence(lane, rule.evidence);
        uint40 least = _isProduction && !rule.evidence.includes(PROVEN) ? _PRODUCTION_WINDOW : 0;
        uint40 greatest = _greatestWindow(_games[lane].game);
        if (rule.window < least || rule.window > greatest) {
            revert PolicyWindowOutOfRange(least, greatest, rule.window);
        }
        _laneRules[lane] = rule;
        emit LaneRuleChanged(lane, rule);
    }

    /// @inheritdoc IFinalityPolicy
    function setClassRule(FinalityClass finalityClass, ClassRule calldata rule) external onlySlow {
        if (finalityClass == FinalityClass.None) revert PolicyClassInvalid(finalityClass);
        if (_laneRules[rule.lane].evidence.isEmpty()) revert PolicyLaneUnknown(rule.lane);
        _checkEvidence(rule.lane, rule.evidence);
        _classRules[finalityClass] = rule;
        emit ClassRuleChanged(finalityClass, rule);
    }

    /// @inheritdoc IFinalityPolicy
    function setVerifier(Lane lane, Evidence kind, address verifier) external onlySlow {
        if (!(kind == ATTESTED || kind == PROVEN)) revert PolicyEvidenceInvalid(kind);
        _checkContract(verifier);
        if (_disabled[verifier]) revert PolicyVerifierDisabled(verifier);
        address other = _verifiers[lane][kind == ATTESTED ? PROVEN : ATTESTED].verifier;
        if (other != address(0)) _checkDifferent(verifier, other);
        _checkOtherLanes(lane, kind, verifier);
        if (_isProduction && kind == ATTESTED) _checkRegistry(verifier);
        if (_isProduction && kind == PROVEN) _checkProver(verifier);

        Verifier storage place = _verifiers[lane][kind];
        if (place.verifier == address(0)) _places.push(Place(lane, kind));
        if (place.isDisabled) place.voidUntil = uint64(block.timestamp);
        place.verifier = verifier;
        place.isDisabled = false;
        emit VerifierChanged(lane, kind, verifier);
        _tell(lane, kind);
    }

    /// @inheritdoc IFinalityPolicy
    function setGame(Lane lane, address game) external onlySlow {
        _checkContract(game);
        uint256 longest = IDisputeGame(game).longestDispute();
        if (longest >= _escapeDelay) revert PolicyDisputeTooLong(_escapeDelay, longest);
        uint40 greatest = _greatestWindow(game);
        uint40 window = _laneRules[lane].window;
        if (window > greatest) revert PolicyWindowOutOfRange(0, greatest, window);
        _games[lane] = Game(game, uint64(block.timestamp));
        emit GameChanged(lane, game);
    }

    /// @inheritdoc IFinalityPolicy
    function disableVerifier(address verifier) external {
        if (msg.sender != _rollup && !hasRole(COUNCIL_ROLE, msg.sender)) revert PolicyCallerInvalid(msg.sender);
        if (_disabled[verifier]) revert PolicyVerifierDisabled(verifier);
        _disabled[verifier] = true;
        emit VerifierDisabled(verifier, msg.sender);
        for (uint256 i = 0; i < _places.length; ++i) _disableAt(_places[i].lane, _places[i].kind, verifier);
    }

    /// @inheritdoc IFinalityPolicy
    function laneRule(Lane lane) external view returns (LaneRule memory) {
        return _laneRules[lane];
    }

    /// @inheritdoc IFinalityPolicy
    function finalityOf(Lane lane) external view returns (Finality memory) {
        return Finality(_laneRules[lane], _countsAfter(lane, ATTESTED), _countsAfter(lane, PROVEN));
    }

    /// @inheritdoc IFinalityPolicy
    function classRule(FinalityClass finalityClass) external view returns (ClassRule memory) {
        return _classRules[finalityClass];
    }

    /// @inheritdoc IFinalityPolicy
    function isEnabled(FinalityClass finalityClass) external view returns (bool) {
        ClassRule memory rule = _classRules[finalityClass];
        return !rule.evidence.isEmpty() && _missing(rule.lane, rule.evidence).isEmpty();
    }

    /// @inheritdoc IFinalityPolicy
    function verifierOf(Lane lane, Evidence kind) public view returns (address) {
        Verifier memory place = _verifiers[lane][kind];
        return place.isDisabled ? address(0) : place.verifier;
    }

    /// @inheritdoc IFinalityPolicy
    function gameOf(Lane lane) external view returns (address) {
        return _games[lane].game;
    }

    /// @inheritdoc IFinalityPolicy
    function gameSince(Lane lane) external view returns (uint64) {
        return _games[lane].since;
    }

    /// @inheritdoc IFinalityPolicy
    function escapeDelay() external view returns (uint40) {
        return _escapeDelay;
    }

    /// @inheritdoc IFinalityPolicy
    function isProduction() external view returns (bool) {
        return _isProduction;
    }

    /// @inheritdoc IFinalityPolicy
    function isExitAllowed(
        FinalityClass finalityClass,
        Lane lane,
        Evidence evidence,
        uint64 finalAt
    ) external view returns (bool) {
        ClassRule memory rule = _classRules[finalityClass];
        if (rule.evidence.isEmpty() || rule.lane != lane) return false;
        if (evidence.includes(rule.evidence)) return true;
        // Attesters that have vanished lock nobody in.
        return block.timestamp >= finalAt + _escapeDelay && (evidence | ATTESTED).includes(rule.evidence);
    }

    /// @inheritdoc IFinalityPolicy
    function isAnchor(address key) external view returns (bool) {
        for (uint256 i = 0; i < _places.length; ++i) {
            if (!(_places[i].kind == PROVEN)) continue;
            address verifier = _verifiers[_places[i].lane][PROVEN].verifier;
            if (verifier == key) return true;
            bytes32[] memory anchors = _anchorsOf(verifier);
            for (uint256 j = 0; j < anchors.length; ++j) {
                if (anchors[j] == bytes32(uint256(uint160(key)))) return true;
            }
        }
        return false;
    }

    /// @dev Without a rollup a contradiction could disable nothing.
    function _checkSetUp() internal view override {
        _checkContract(_rollup);
    }

    function _disableAt(Lane lane, Evidence kind, address verifier) private {
        Verifier storage place = _verifiers[lane][kind];
        if (place.verifier != verifier) return;
        place.isDisabled = true;
        _tell(lane, kind);
    }

    /// @dev The rollup looks at verifiers in every call that brings evidence.
    function _tell(Lane lane, Evidence kind) private {
        if (_rollup != address(0)) IVerifierUser(_rollup).noteVerifier(lane, kind, verifierOf(lane, kind));
    }

    /// @dev Evidence that a rule names can be given.
    function _checkEvidence(Lane lane, Evidence evidence) private view {
        if (evidence.isEmpty() || !_ALL.includes(evidence)) revert PolicyEvidenceInvalid(evidence);
        Evidence missing = _missing(lane, evidence);
        if (missing.includes(SECURED)) revert PolicyGameMissing(lane);
        if (!missing.isEmpty()) revert PolicyVerifierMissing(lane, missing);
    }

    /// @dev What of `evidence` nobody can give now.
    function _missing(Lane lane, Evidence evidence) private view returns (Evidence) {
        Evidence given = _games[lane].game == address(0) ? Evidence.wrap(0) : SECURED;
        if (verifierOf(lane, ATTESTED) != address(0)) given = given | ATTESTED;
        if (verifierOf(lane, PROVEN) != address(0)) given = given | PROVEN;
        return evidence.without(given);
    }

    /// @dev A window, and a dispute that begins at its end, are over before the escape opens. A game whose dispute
    /// became longer since it was named leaves no window.
    function _greatestWindow(address game) private view returns (uint40) {
        uint256 longest = game == address(0) ? 0 : IDisputeGame(game).longestDispute();
        return longest < _escapeDelay ? uint40(_escapeDelay - 1 - longest) : 0;
    }

    /// @dev While the verifier is disabled nothing that it accepted counts.
    function _countsAfter(Lane lane, Evidence kind) private view returns (uint64) {
        Verifier memory place = _verifiers[lane][kind];
        return place.isDisabled ? type(uint64).max : place.voidUntil;
    }

    /// @dev Keys without an enclave, or a deployer who still names measurements, are for development (ROLLUP-33).
    function _checkRegistry(address registry) private view {
        try IAttesterRegistry(registry).isProduction() returns (bool isForProduction) {
            if (!isForProduction) revert PolicyVerifierNotProduction(registry);
        } catch {
            revert PolicyVerifierNotProduction(registry);
        }
        if (!TimelockedAccess(registry).isSealed()) revert PolicyVerifierNotProduction(registry);
    }

    /// @dev Whoever made a reference string alone proves what is false, and what rests on nothing proves anything
    /// (ROLLUP-38).
    function _checkProver(address verifier) private view {
        try IValidityVerifier(verifier).isProduction() returns (bool isForProduction) {
            if (!isForProduction) revert PolicyVerifierNotProduction(verifier);
        } catch {
            revert PolicyVerifierNotProduction(verifier);
        }
        if (_anchorsOf(verifier).length == 0) revert PolicyVerifierNotProduction(verifier);
    }

    /// @dev Two kinds of evidence by the same code, verification key or signing key are one (ROLLUP-39).
    function _checkDifferent(address verifier, address other) private view {
        if (other.codehash == verifier.codehash) revert PolicyVerifierNotDifferent(verifier, other);
        bytes32[] memory anchors = _anchorsOf(verifier);
        bytes32[] memory others = _anchorsOf(other);
        for (uint256 i = 0; i < anchors.length; ++i) {
            for (uint256 j = 0; j < others.length; ++j) {
                if (others[j] == anchors[i]) revert PolicyAnchorShared(verifier, other, anchors[i]);
            }
        }
        _checkNoAttester(verifier, anchors, other);
        _checkNoAttester(other, others, verifier);
    }

    /// @dev No key that validity proofs rest on is one of an attester, on any lane.
    function _checkOtherLanes(Lane lane, Evidence kind, address verifier) private view {
        bytes32[] memory anchors = _anchorsOf(verifier);
        for (uint256 i = 0; i < _places.length; ++i) {
            Place memory place = _places[i];
            if (place.lane == lane || place.kind == kind) continue;
            address other = _verifiers[place.lane][place.kind].verifier;
            if (kind == PROVEN) _checkNoAttester(verifier, anchors, other);
            else _checkNoAttester(other, _anchorsOf(other), verifier);
        }
    }

    /// @dev None of what a verifier rests on signs for a registry of attesters.
    function _checkNoAttester(address verifier, bytes32[] memory anchors, address registry) private view {
        for (uint256 i = 0; i < anchors.length; ++i) {
            if (_isAttester(registry, anchors[i])) revert PolicyAnchorShared(verifier, registry, anchors[i]);
        }
    }

    /// @dev What a verifier says that it rests on; a registry of attesters says nothing. What is no list is nothing
    /// too: decoding it would revert, and with it whoever asks whether a key is an anchor.
    function _anchorsOf(address verifier) private view returns (bytes32[] memory) {
        bytes memory answer = _ask(verifier, abi.encodeCall(IValidityVerifier.anchors, ()));
        if (answer.length < 64) return new bytes32[](0);
        // A list alone: where it begins, how long it is, and so many words.
        (uint256 offset, uint256 length) = abi.decode(answer, (uint256, uint256));
        bool isList = offset == 32 && length == (answer.length - 64) / 32 && answer.length % 32 == 0;
        return isList ? abi.decode(answer, (bytes32[])) : new bytes32[](0);
    }

    /// @dev Whether an anchor is a key that a registry of attesters knows.
    function _isAttester(address registry, bytes32 anchor) private view returns (bool) {
        address key = address(uint160(uint256(anchor)));
        bytes memory answer = _ask(registry, abi.encodeCall(IAttesterRegistry.isRegistered, (key)));
        return answer.length == 32 && abi.decode(answer, (uint256)) == 1;
    }

    /// @dev What a contract answers; nothing when it reverts.
    function _ask(address account, bytes memory question) private view returns (bytes memory) {
        (bool isAnswered, bytes memory answer) = account.staticcall(question);
        return isAnswered ? answer : bytes("");
    }

    function _checkContract(address account) private view {
        if (account.code.length == 0) revert PolicyNotContract(account);
    }
}
