// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IProofVerifier} from "../L1/proofs/IProofVerifier.sol";

/// @notice Stands in for a verifier of validity proofs: a proof is the hash of the digest and a word that makes every
/// deployment's code its own. Can answer in ways that no verifier should.
contract ProofVerifierMock is IProofVerifier {
    enum Answer {
        Honest,
        Nothing,
        Two,
        Long,
        Revert
    }

    bytes32 private immutable _word;
    Answer public answer;

    error ProofVerifierBroken();

    constructor(bytes32 word) {
        _word = word;
    }

    function setAnswer(Answer answer_) external {
        answer = answer_;
    }

    function verify(bytes32 digest, bytes calldata proof) external view returns (bool) {
        if (answer == Answer.Revert) revert ProofVerifierBroken();
        if (answer != Answer.Honest) _answerBadly(answer);
        return keccak256(proof) == keccak256(abi.encode(keccak256(abi.encode(digest, _word))));
    }

    function proofOf(bytes32 digest) external view returns (bytes memory) {
        return abi.encode(keccak256(abi.encode(digest, _word)));
    }

    function _answerBadly(Answer how) private pure {
        assembly ("memory-safe") {
            // A word that is neither true nor false, or a second one behind true; nothing when neither.
            mstore(0, 1)
            if eq(how, 2) {
                mstore(0, 2)
                return(0, 32)
            }
            if eq(how, 3) {
                mstore(32, 1)
                return(0, 64)
            }
            return(0, 0)
        }
    }
}
