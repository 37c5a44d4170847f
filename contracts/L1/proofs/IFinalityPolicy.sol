// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Evidence} from "../../types/Evidence.sol";
import {FinalityClass} from "../../types/FinalityClass.sol";
import {Lane} from "../../types/Lane.sol";

/// @notice What makes the batches of a lane FINAL and what an exit of each class of asset needs. What adds or weakens
/// waits, what takes away does not. Source: spec/rollup.md, ROLLUP-28 to ROLLUP-31.
interface IFinalityPolicy {
    /// @notice Rule of a lane.
    /// @param evidence What a batch needs to be FINAL.
    /// @param window Seconds between commit and FINAL, pauses not counted.
    struct LaneRule {
        Evidence evidence;
        uint40 window;
    }

    /// @notice Rule of a class of assets.
    /// @param lane Lane on which such assets live.
    /// @param evidence The least evidence that an exit needs.
    struct ClassRule {
        Lane lane;
        Evidence evidence;
    }

    /// @notice What FINAL on a lane takes.
    /// @param rule Rule of the lane.
    /// @param attestedAfter ATTESTED counts for batches committed after this Unix time, seconds.
    /// @param provenAfter PROVEN counts for batches committed after this Unix time, seconds.
    struct Finality {
        LaneRule rule;
        uint64 attestedAfter;
        uint64 provenAfter;
    }

    event RollupConnected(address rollup);
    event LaneRuleChanged(Lane indexed lane, LaneRule rule);
    event ClassRuleChanged(FinalityClass indexed finalityClass, ClassRule rule);
    event VerifierChanged(Lane indexed lane, Evidence indexed kind, address verifier);
    event VerifierDisabled(address indexed verifier, address by);
    event GameChanged(Lane indexed lane, address game);

    error PolicyEvidenceInvalid(Evidence evidence);
    error PolicyWindowOutOfRange(uint40 least, uint40 greatest, uint40 actual);
    error PolicyDisputeTooLong(uint256 greatestExclusive, uint256 actual);
    error PolicyGameMissing(Lane lane);
    error PolicyVerifierMissing(Lane lane, Evidence kind);
    error PolicyVerifierDisabled(address verifier);
    error PolicyVerifierNotDifferent(address verifier, address other);
    error PolicyVerifierNotProduction(address verifier);
    error PolicyAnchorShared(address verifier, address other, bytes32 anchor);
    error PolicyNotContract(address account);
    error PolicyClassInvalid(FinalityClass finalityClass);
    error PolicyLaneUnknown(Lane lane);
    error PolicyCallerInvalid(address caller);
    error PolicyRollupConnected(address rollup);

    /// @notice Names the rollup, which may disable verifiers.
    /// @dev *Caller:* the deployer during set-up. *Reverts:* PolicyNotContract, PolicyRollupConnected.
    function connect(address rollup) external;

    /// @notice Changes the rule of a lane.
    /// @dev *Caller:* the timelock. *Reverts:* PolicyEvidenceInvalid for none, PolicyVerifierMissing, PolicyGameMissing
    /// for
    /// SECURED, PolicyWindowOutOfRange. *Source:* ROLLUP-28, ROLLUP-29.
    function setLaneRule(Lane lane, LaneRule calldata rule) external;

    /// @notice Changes the rule of a class.
    /// @dev *Caller:* the timelock. *Reverts:* PolicyClassInvalid for none, PolicyLaneUnknown, PolicyEvidenceInvalid,
    /// PolicyVerifierMissing, PolicyGameMissing. *Source:* ROLLUP-28, ROLLUP-30.
    function setClassRule(FinalityClass finalityClass, ClassRule calldata rule) external;

    /// @notice Names the verifier of a kind of evidence for a lane.
    /// @dev *Caller:* the timelock. *Reverts:* PolicyEvidenceInvalid, PolicyNotContract, PolicyVerifierDisabled,
    /// PolicyVerifierNotDifferent when it is also the lane's other verifier, or has its code; PolicyAnchorShared when
    /// both rest on one verification key or one signing key, or when a proof on any lane rests on a key that a registry
    /// on any other has; in production PolicyVerifierNotProduction for a registry
    /// of attesters that takes SIMULATED keys or is not sealed, and for a verifier of proofs that rests on nothing it
    /// names or on what is for development. What a disabled verifier accepted does not come back with its replacement:
    /// it is void for all batches committed before. *Source:* ROLLUP-14, ROLLUP-29, ROLLUP-33, ROLLUP-38, ROLLUP-39.
    function setVerifier(Lane lane, Evidence kind, address verifier) external;

    /// @notice Names the dispute game of a lane; windows of batches that are not SECURED begin again with it.
    /// @dev *Caller:* the timelock. *Reverts:* PolicyNotContract, PolicyDisputeTooLong when a dispute alone, and
    /// PolicyWindowOutOfRange when it and the lane's window, are not over before the escape. *Source:* ROLLUP-15,
    /// DISPUTE-14.
    function setGame(Lane lane, address game) external;

    /// @notice Disables a verifier at once and for ever, on every lane.
    /// @dev *Caller:* the rollup, on a contradiction, and the council. *Reverts:* PolicyCallerInvalid,
    /// PolicyVerifierDisabled. *Source:* ROLLUP-24, ROLLUP-29.
    function disableVerifier(address verifier) external;

    /// @notice The rule of a lane; no evidence when the lane has none.
    function laneRule(Lane lane) external view returns (LaneRule memory);

    /// @notice The rule of a lane, and from when on evidence counts for it. *Source:* ROLLUP-14, ROLLUP-17.
    function finalityOf(Lane lane) external view returns (Finality memory);

    /// @notice The rule of a class; lane zero when the class has none.
    function classRule(FinalityClass finalityClass) external view returns (ClassRule memory);

    /// @notice Whether assets may choose the class: every kind of evidence that it needs can be given.
    function isEnabled(FinalityClass finalityClass) external view returns (bool);

    /// @notice The verifier of one kind of evidence for a lane; the zero address when there is none or it is disabled.
    /// @param kind ATTESTED or PROVEN.
    function verifierOf(Lane lane, Evidence kind) external view returns (address);

    /// @notice The dispute game of a lane; the zero address when there is none.
    function gameOf(Lane lane) external view returns (address);

    /// @notice Unix time at which the game of a lane was named, seconds; zero when there is none.
    function gameSince(Lane lane) external view returns (uint64);

    /// @notice Seconds after which holders may leave by the escape. *Source:* ESCAPE-1.
    function escapeDelay() external view returns (uint40);

    /// @notice Whether development parameters are refused.
    function isProduction() external view returns (bool);

    /// @notice Whether a validity verifier of some lane is at this address, or takes signatures of this key.
    /// @dev *Source:* ROLLUP-39.
    function isAnchor(address key) external view returns (bool);

    /// @notice Whether an asset of the class may leave by a batch.
    /// @param evidence What the batch has.
    /// @param finalAt Unix time at which the batch became FINAL, seconds.
    /// @dev *Source:* ROLLUP-28, ROLLUP-31.
    function isExitAllowed(
        FinalityClass finalityClass,
        Lane lane,
        Evidence evidence,
        uint64 finalAt
    ) external view returns (bool);
}
