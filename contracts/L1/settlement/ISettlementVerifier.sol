// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IValidityVerifier} from "../proofs/IValidityVerifier.sol";

/// @notice Verifier of the settlement lane's batches, one at a time. A proof is, end to end: the batch's header, its
/// parent's header (360 bytes each), the commitment to the data (32 bytes), the data, the circuit's proof; without data
/// there is none. Source: spec/settlement.md, SETTLE-65 to SETTLE-74.
interface ISettlementVerifier is IValidityVerifier {
    error SettlementProofTooShort(uint256 least, uint256 actual);
    error SettlementDigestMismatch(bytes32 expected, bytes32 actual);
    error SettlementParentMismatch(bytes32 expected, bytes32 actual);
    error SettlementParentNotFinal(uint64 index, bytes32 digest);
    error SettlementDomainMismatch(uint256 expected, uint256 actual);
    error SettlementFieldInvalid(uint256 offset);
    error SettlementTimeTooOld(uint64 least, uint64 actual);
    error SettlementRootsTooOld(uint64 least, uint64 actual);
    error SettlementWordsMismatch(bytes32 expected, bytes32 actual);
    error SettlementOperationsInvalid(uint256 size);
    error SettlementWordInvalid(uint256 place);
    error SettlementElementInvalid(bytes32 element);
    error SettlementStateChanged(bytes32 expected, bytes32 actual);
    error SettlementProofUnexpected(uint256 size);

    /// @notice The verifier of the circuit of so many operations.
    /// @dev *Reverts:* SettlementOperationsInvalid when there is no such circuit. *Source:* SETTLE-41.
    function circuitOf(uint256 operations) external view returns (address);

    /// @notice What binds signatures and proofs to the lane. *Source:* SETTLE-40.
    function domain() external view returns (uint256);
}
