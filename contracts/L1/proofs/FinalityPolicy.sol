// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {ATTESTED, Evidence, PROVEN, SECURED} from "../../types/Evidence.sol";
import {FinalityClass} from "../../types/FinalityClass.sol";
import {Lane} from "../../types/Lane.sol";
import {TimelockedAccess} from "../governance/TimelockedAccess.sol";
import {IFinalityPolicy} from "./IFinalityPolicy.sol";

/// @notice Implements {IFinalityPolicy}.
contract FinalityPolicy is IFinalityPolicy, TimelockedAccess {
    /// @notice Who takes verifiers away.
    bytes32 public constant COUNCIL_ROLE = keccak256("COUNCIL");

    /// @dev Production: the least window without a validity proof, and the least escape delay – the window, the longest
    /// dispute and a week.
    uint40 private constant _PRODUCTION_WINDOW = 7 days;
    uint40 private constant _PRODUCTION_ESCAPE = 23 days;
    Evidence private constant _ALL = Evidence.wrap(7);

    bool private immutable _isProduction;
    uint40 private immutable _escapeDelay;

    address private _rollup;
    mapping(Lane lane => LaneRule rule) private _laneRules;
    mapping(FinalityClass finalityClass => ClassRule rule) private _classRules;
    mapping(Lane lane => mapping(Evidence kind => address verifier)) private _verifiers;
    mapping(address verifier => bool disabled) private _disabled;
    mapping(Lane lane => address game) private _games;

    /// @param timelock_ Administrator; its delay is longer than the escape delay.
    /// @param isProduction_ Whether development parameters are refused.
    /// @param escapeDelay_ Seconds after which holders may leave by the escape; at least 23 days in production.
    /// @param council Who takes verifiers away.
    constructor(
        TimelockController timelock_,
        bool isProduction_,
        uint40 escapeDelay_,
        address[] memory council
    ) TimelockedAccess(timelock_, escapeDelay_) {
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
    }

    /// @inheritdoc IFinalityPolicy
    function setLaneRule(Lane lane, LaneRule calldata rule) external onlySlow {
        if (Lane.unwrap(lane) == 0) revert PolicyLaneUnknown(lane);
        _checkEvidence(lane, rule.evidence);
        uint40 least = _isProduction && !rule.evidence.includes(PROVEN) ? _PRODUCTION_WINDOW : 0;
        uint40 greatest = _escapeDelay - 1;
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
        address other = _verifiers[lane][kind == ATTESTED ? PROVEN : ATTESTED];
        // Two kinds of evidence by one and the same code are one.
        if (other != address(0) && other.codehash == verifier.codehash) {
            revert PolicyVerifierNotDifferent(verifier, other);
        }
        _verifiers[lane][kind] = verifier;
        emit VerifierChanged(lane, kind, verifier);
    }

    /// @inheritdoc IFinalityPolicy
    function setGame(Lane lane, address game) external onlySlow {
        _checkContract(game);
        _games[lane] = game;
        emit GameChanged(lane, game);
    }

    /// @inheritdoc IFinalityPolicy
    function disableVerifier(address verifier) external {
        if (msg.sender != _rollup && !hasRole(COUNCIL_ROLE, msg.sender)) revert PolicyCallerInvalid(msg.sender);
        if (_disabled[verifier]) revert PolicyVerifierDisabled(verifier);
        _disabled[verifier] = true;
        emit VerifierDisabled(verifier, msg.sender);
    }

    /// @inheritdoc IFinalityPolicy
    function laneRule(Lane lane) external view returns (LaneRule memory) {
        return _laneRules[lane];
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
    function verifierOf(Lane lane, Evidence kind) public view returns (address verifier) {
        verifier = _verifiers[lane][kind];
        if (_disabled[verifier]) return address(0);
    }

    /// @inheritdoc IFinalityPolicy
    function gameOf(Lane lane) external view returns (address) {
        return _games[lane];
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

    /// @dev Without a rollup a contradiction could disable nothing.
    function _checkSetUp() internal view override {
        _checkContract(_rollup);
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
        Evidence given = _games[lane] == address(0) ? Evidence.wrap(0) : SECURED;
        if (verifierOf(lane, ATTESTED) != address(0)) given = given | ATTESTED;
        if (verifierOf(lane, PROVEN) != address(0)) given = given | PROVEN;
        return evidence.without(given);
    }

    function _checkContract(address account) private view {
        if (account.code.length == 0) revert PolicyNotContract(account);
    }
}
