// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Evidence} from "../../types/Evidence.sol";
import {Lane} from "../../types/Lane.sol";

/// @notice Who is told which verifiers count, so as not to ask each time: the rollup. Source: spec/rollup.md,
/// ROLLUP-14.
interface IVerifierUser {
    /// @notice Notes the verifier of a kind of evidence for a lane; the zero address: nothing counts now.
    /// @dev *Caller:* the policy. *Reverts:* RollupCallerInvalid.
    function noteVerifier(Lane lane, Evidence kind, address verifier) external;
}
