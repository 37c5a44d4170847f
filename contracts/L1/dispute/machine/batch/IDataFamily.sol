// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What DataFamily's witness is: the machine's 16 words, the batch's header (360), and what the phase reads, in
/// this order. A call makes one step.
///
/// | phase | then |
/// |---|---|
/// | BEGIN | the leaf (250) |
/// | OPEN | the leaf; data (BatchData); unless a part of the dictionary was seen, EIP-2935's slot (StateAccess) |
/// | READ | the leaf; data; of a part that is there, of a transaction that is not too large: its bytes so far (Pages) |
/// | BUILD, head | data; the transaction's bytes (Pages) |
/// | BUILD, piece | data; the transaction's bytes (Pages); unless it cannot be decoded, head and data so far (Pages) |
/// | BUILD, end | head and data, whole |
///
/// Of pages to which bytes are appended the last is shown when it is not full; of a transaction's bytes the first page
/// when its last part is read, with a head, and those of the 129 bytes from a piece on. In BUILD data are shown where
/// the dictionary is looked at. When the phase is another, the machine's words are all that is read.
/// @dev Source: spec/dispute.md, DISPUTE-40 to DISPUTE-42. Errors: MachineStateMismatch, and those of WitnessTape,
/// BatchWitness, BatchData, PageBytes, Pages, StateAccess and StateTree.
interface IDataFamily {}
