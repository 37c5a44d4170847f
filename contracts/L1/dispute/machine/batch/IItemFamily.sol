// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What ItemFamily's witness is, in this order. When the phase is another, the machine's words are all that is
/// read.
///
/// | size | field |
/// |---|---|
/// | 512 | the machine's words |
/// | 360 | the batch's header |
/// | 250 | the leaf |
/// | 288 | the item (QUEUE-2): nine words |
/// | 3 | size of its data |
/// | that many | its data |
/// @dev Source: spec/dispute.md, DISPUTE-40 and DISPUTE-42. Errors besides: MachineStateMismatch, those of WitnessTape
/// and BatchWitness, and the queue's.
interface IItemFamily {
    /// @notice The data are not the item's.
    error ItemFamilyDataMismatch(bytes32 expected, bytes32 actual);
    /// @notice There is no queue at the address.
    error ItemFamilyQueueUnknown(address queue);

    /// @notice The queue whose items become deposits.
    function messageQueue() external view returns (address);
}
