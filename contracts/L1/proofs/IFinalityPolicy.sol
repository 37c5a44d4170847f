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

    /// @notice The rule of a lane; no evidence when the lane has none.
    function laneRule(Lane lane) external view returns (LaneRule memory);

    /// @notice The rule of a class.
    function classRule(FinalityClass finalityClass) external view returns (ClassRule memory);

    /// @notice The verifier of one kind of evidence for a lane; the zero address when there is none or it is disabled.
    /// @param kind ATTESTED or PROVEN.
    function verifierOf(Lane lane, Evidence kind) external view returns (address);

    /// @notice The dispute game of a lane; the zero address when there is none.
    function gameOf(Lane lane) external view returns (address);

    /// @notice Whether an asset of the class may leave by a batch.
    /// @param evidence What the batch has.
    /// @param finalAt Unix time at which the batch became FINAL, seconds.
    function isExitAllowed(
        FinalityClass finalityClass,
        Lane lane,
        Evidence evidence,
        uint64 finalAt
    ) external view returns (bool);

    /// @notice Disables a verifier at once, for every lane.
    /// @dev *Caller:* the rollup, on a contradiction, and whoever may take verifiers away. *Source:* ROLLUP-24.
    function disableVerifier(address verifier) external;
}
