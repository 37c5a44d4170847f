// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What RunFamily's witness is: the machine's 16 words, the frame's 23 words, a byte that says what follows,
/// and what follows, in this order.
///
/// | bit | size | field |
/// |--:|---|---|
/// | 0 | 640 | the transaction's words |
/// | – | 2 | s: words of the stack that are shown, those on top |
/// | – | 32 | chain of the words below them |
/// | – | 32 · s | the words, the deepest first |
/// | – | Pages | the code, a shown page with its 128 bytes of the jump bitmap behind it |
/// | 2 | Pages | the pages of the call data |
/// | 3 | Pages | the pages of the return data |
/// | 4 | Pages, 256 | logs, of which only a last page that is not full is shown; the bloom |
/// | 1 | Pages | memory: pages that the steps write whole before they need them are not shown |
/// | – | StateAccess | a proof for each reading and writing of SLOAD, SSTORE, TLOAD and TSTORE, in their order |
///
/// Fields without a bit are always there. When the phase is not RUN, the machine's words are all that is read.
/// @dev Source: spec/dispute.md, DISPUTE-20 to DISPUTE-23, DISPUTE-30, DISPUTE-35; the form of pages: Pages.
interface IRunFamily {
    /// @notice The witness is longer or shorter than what it says it holds.
    error RunWitnessLengthInvalid(uint256 expected, uint256 actual);
    /// @notice A bit is set that has no meaning.
    error RunWitnessFieldsUnknown(uint256 most, uint256 actual);
    /// @notice More words of the stack are shown than there are.
    error RunWitnessStackTooTall(uint256 most, uint256 actual);
    /// @notice The stack's words are not those of the frame.
    error RunWitnessStackMismatch(bytes32 expected, bytes32 actual);
    /// @notice Pages are not as many as the size asks for.
    error RunWitnessPagesInvalid(uint256 expected, uint256 actual);
    /// @notice Of the logs, another page is shown than the last one that is not full.
    error RunWitnessLogPagesInvalid(uint256 expected, uint256 actual);
    /// @notice The bloom is not the machine's.
    error RunWitnessBloomMismatch(bytes32 expected, bytes32 actual);
}
