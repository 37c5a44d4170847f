// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IProofVerifier} from "./IProofVerifier.sol";

/// @notice A verifier of validity proofs that says what its word rests on. Source: spec/rollup.md, ROLLUP-38 and
/// ROLLUP-39.
interface IValidityVerifier is IProofVerifier {
    /// @notice Whether nobody can make a proof of what is false: the reference string, or whatever else proofs rest on,
    /// is not for development.
    function isProduction() external view returns (bool);

    /// @notice What its answers rest on: hashes of verification keys, and addresses of keys whose signatures it takes.
    function anchors() external view returns (bytes32[] memory);
}
