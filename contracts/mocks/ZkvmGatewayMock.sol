// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRiscZeroVerifier} from "../L1/proofs/IRiscZeroVerifier.sol";
import {ISP1Verifier} from "../L1/proofs/ISP1Verifier.sol";

/// @notice Stands where a zkVM's gateway will. What it takes is no proof: the hash of program and public values. It
/// shows which of them a contract asks about, and nothing else.
contract ZkvmGatewayMock is ISP1Verifier, IRiscZeroVerifier {
    error ZkvmGatewayMismatch(bytes32 program, bytes32 valuesHash);

    function verifyProof(bytes32 programVKey, bytes calldata publicValues, bytes calldata proofBytes) external pure {
        _check(proofBytes, programVKey, keccak256(publicValues));
    }

    function verify(bytes calldata seal, bytes32 imageId, bytes32 journalDigest) external pure {
        _check(seal, imageId, journalDigest);
    }

    function _check(bytes calldata proof, bytes32 program, bytes32 valuesHash) private pure {
        bytes32 expected = keccak256(abi.encode("no proof", program, valuesHash));
        if (keccak256(proof) != keccak256(abi.encode(expected))) revert ZkvmGatewayMismatch(program, valuesHash);
    }
}
