// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A set of kinds of evidence for a batch, one bit each. Source: spec/rollup.md, ROLLUP-13.
type Evidence is uint8;

using {equal as ==, join as |, meet as &, includes, isEmpty, without} for Evidence global;

/// @dev A quorum of attesters signed the digest.
Evidence constant ATTESTED = Evidence.wrap(1);
/// @dev The window has passed and no dispute is open or lost.
Evidence constant SECURED = Evidence.wrap(2);
/// @dev A validity proof was verified.
Evidence constant PROVEN = Evidence.wrap(4);

/// @notice Whether two sets are the same.
function equal(Evidence a, Evidence b) pure returns (bool) {
    return Evidence.unwrap(a) == Evidence.unwrap(b);
}

/// @notice What is in either set.
function join(Evidence a, Evidence b) pure returns (Evidence) {
    return Evidence.wrap(Evidence.unwrap(a) | Evidence.unwrap(b));
}

/// @notice What is in both sets.
function meet(Evidence a, Evidence b) pure returns (Evidence) {
    return Evidence.wrap(Evidence.unwrap(a) & Evidence.unwrap(b));
}

/// @notice Whether all of `least` is in the set.
function includes(Evidence a, Evidence least) pure returns (bool) {
    return Evidence.unwrap(a) & Evidence.unwrap(least) == Evidence.unwrap(least);
}

/// @notice Whether nothing is in the set.
function isEmpty(Evidence a) pure returns (bool) {
    return Evidence.unwrap(a) == 0;
}

/// @notice What of the set is not in `b`.
function without(Evidence a, Evidence b) pure returns (Evidence) {
    return Evidence.wrap(Evidence.unwrap(a) & ~Evidence.unwrap(b));
}
