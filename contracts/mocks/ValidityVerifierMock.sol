// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IValidityVerifier} from "../L1/proofs/IValidityVerifier.sol";

/// @notice Stands in for a verifier of validity proofs where only what it says of itself matters: it takes nothing.
contract ValidityVerifierMock is IValidityVerifier {
    bytes32 private immutable _word;
    bool public isProduction;
    bytes32[] private _anchors;

    constructor(bytes32 word, bool isProduction_, bytes32[] memory anchors_) {
        (_word, isProduction, _anchors) = (word, isProduction_, anchors_);
    }

    function verify(bytes32 digest, bytes calldata) external view returns (bool) {
        return digest == _word && digest != _word;
    }

    function anchors() external view returns (bytes32[] memory) {
        return _anchors;
    }
}
