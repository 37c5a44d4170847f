// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Lane} from "../../types/Lane.sol";

/// @notice Bonds of sequencers, which two signatures for one block number forfeit. Nobody administers it.
/// Source: spec/rollup.md, ROLLUP-27.
interface ISequencerBond {
    /// @notice What a sequencer signs, by EIP-712, before its block is on L1.
    /// @param lane Lane of the block.
    /// @param epoch Epoch of the lane.
    /// @param number Number of the block.
    /// @param blockHash Hash of the block.
    /// @param receiptsRoot Root of its receipts.
    struct Receipts {
        Lane lane;
        uint64 epoch;
        uint64 number;
        bytes32 blockHash;
        bytes32 receiptsRoot;
    }

    event BondDeposited(address indexed sequencer, uint256 amount);
    event BondLeaving(address indexed sequencer, uint64 leavesAt);
    event BondWithdrawn(address indexed sequencer, uint256 amount);
    event Equivocated(address indexed sequencer, address indexed reporter, Receipts first, Receipts second);
    event BondForfeited(address indexed sequencer, address indexed reporter, uint256 reward, uint256 burnt);
    event RewardTaken(address indexed reporter, uint256 amount);

    error SequencerDelayTooShort(uint64 leastExclusive, uint64 actual);
    error SequencerBondTooLow(uint256 least, uint256 actual);
    error SequencerUnknown(address sequencer);
    error SequencerBarred(address sequencer);
    error SequencerNotLeaving(address sequencer);
    error SequencerStays(uint64 leavesAt);
    error SequencerNotEquivocation();
    error SequencerSignatureInvalid(address expected, address actual);
    error SequencerRewardNone(address reporter);
    error SequencerTransferFailed(address to, uint256 amount);

    /// @notice Adds the wei sent along to the caller's bond; who was leaving stays.
    /// @dev *Caller:* anyone. *Reverts:* SequencerBarred after a forfeit, SequencerBondTooLow when the bond is then
    /// less
    /// than the least. *Source:* ROLLUP-27.
    function deposit() external payable;

    /// @notice Begins the delay after which the caller's bond can be withdrawn.
    /// @dev *Caller:* a sequencer with a bond. *Reverts:* SequencerUnknown. A bond that leaves can still be forfeited.
    function beginLeaving() external;

    /// @notice Pays the caller's bond out.
    /// @dev *Caller:* a sequencer whose delay is over. *Reverts:* SequencerNotLeaving, SequencerStays,
    /// SequencerTransferFailed.
    function withdraw() external;

    /// @notice Reports two signatures of one sequencer for one block number and different content: its bond is
    /// forfeited,
    /// a half to the caller's credit, the rest burnt, and the sequencer is barred.
    /// @param signatures The sequencer's over `first` and over `second`, 65 bytes each.
    /// @dev *Caller:* anyone. *Reverts:* SequencerUnknown without a bond; SequencerNotEquivocation when the receipts
    /// are the
    /// same, or of another lane, epoch or number; SequencerSignatureInvalid. *Source:* ROLLUP-27.
    function report(
        address sequencer,
        Receipts calldata first,
        Receipts calldata second,
        bytes[2] calldata signatures
    ) external;

    /// @notice Pays out what the caller's reports have earned.
    /// @dev *Reverts:* SequencerRewardNone, SequencerTransferFailed.
    function takeReward() external;

    /// @notice wei that a sequencer has bonded.
    function bondOf(address sequencer) external view returns (uint256);

    /// @notice Unix time from which a sequencer may withdraw, seconds; zero when it is not leaving.
    function leavesAt(address sequencer) external view returns (uint64);

    /// @notice Whether the sequencer has forfeited a bond.
    function isBarred(address sequencer) external view returns (bool);

    /// @notice wei that a reporter may take.
    function rewardOf(address reporter) external view returns (uint256);

    /// @notice wei that were forfeited and go to nobody: they stay here for ever.
    function burnt() external view returns (uint256);

    /// @notice The least bond, wei.
    function leastBond() external view returns (uint256);

    /// @notice Seconds between `beginLeaving` and `withdraw`.
    function leaveDelay() external view returns (uint64);

    /// @notice The EIP-712 hash that a sequencer signs.
    function messageOf(Receipts calldata receipts) external view returns (bytes32);
}
