// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What SealFamily's witness is: the machine's 16 words, and what the phase reads, in this order. A call makes
/// one step.
///
/// | phase | then |
/// |---|---|
/// | SEAL, an even number left | leaf, accumulator before the transaction, its receipt's hash, raw bytes, nodes |
/// | SEAL, an odd number left | leaf, accumulator before the transaction, its hash, the receipt's bytes, bloom, nodes |
/// | SEAL, none left | nothing |
/// | CLOSE | header (360), leaf, bloom |
///
/// A leaf has 250 bytes, accumulators and hashes have 32, a bloom 256; before raw bytes and a receipt's stands their
/// size (3); nodes: OrderedTrie. When the phase is another, the machine's words are all that is read.
/// @dev Source: spec/dispute.md, DISPUTE-43. Errors besides: MachineStateMismatch, those of WitnessTape, BatchWitness,
/// OrderedTrie and Rlp.
interface ISealFamily {
    /// @notice Transaction and receipt are not those of the accumulator.
    error SealFamilyReceiptMismatch(bytes32 expected, bytes32 actual);
    /// @notice The bloom is not the machine's.
    error SealFamilyBloomMismatch(bytes32 expected, bytes32 actual);
}
