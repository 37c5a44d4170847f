// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDisputeGame} from "../proofs/IDisputeGame.sol";
import {IRollup} from "../rollup/IRollup.sol";

/// @notice The committer of a settlement lane: a batch is committed, proven, made FINAL and settled by one transaction,
/// or not at all, and its data are paid once. It is the lane's game too, so that what was committed without a proof is
/// taken back. Source: spec/settlement.md, SETTLE-86 to SETTLE-89.
interface ISettlementPortal is IDisputeGame {
    /// @notice A batch with all that it takes.
    /// @param header The batch's header.
    /// @param parent Its parent's.
    /// @param witness What a commit shows of the queue.
    /// @param data Words of the operations.
    /// @param commitment To the data, SETTLE-42.
    /// @param proof Of the circuit; empty without data.
    struct Posting {
        bytes header;
        bytes parent;
        IRollup.CommitWitness witness;
        bytes data;
        bytes32 commitment;
        bytes proof;
    }

    event BatchPosted(uint64 indexed index, address indexed by);
    /// @notice A batch was taken back.
    /// @param paid wei of its bond that who took it back got.
    /// @param kept wei of its bond that are the portal's now.
    event BatchTakenBack(uint64 indexed index, address indexed by, uint256 paid, uint256 kept);
    event BondFunded(address indexed from, uint256 amount);
    event BondReturned(address indexed to, uint256 amount);

    error PortalLaneMismatch(uint32 expected, uint32 actual);
    error PortalNotOpen(address caller, uint64 opensAt);
    error PortalSenderInvalid(address sender);
    error PortalDataMissing(uint64 from, uint64 to);
    error PortalNothingUnproven(uint64 lastFinal);
    error PortalBatchProven(uint64 index);
    error PortalBatchWaits(uint64 leastExclusive, uint64 waited);
    error PortalPaymentRefused(address to, uint256 amount);

    /// @notice Commits a batch, proves it, makes it FINAL and settles it.
    /// @dev *Caller:* an operator; anyone when nothing was committed for an hour, and in the last ten minutes of every
    /// hour, but for what consumes items without data. *Reverts:* PortalLaneMismatch, PortalNotOpen, PortalDataMissing,
    /// and as the rollup, the verifier and the gateway do. *Source:* SETTLE-86, SETTLE-87.
    function post(Posting calldata posting) external;

    /// @notice Takes back what was committed and not proven for an hour; seven eighths of its bond go to the caller,
    /// and the rest is the portal's.
    /// @dev *Caller:* anyone who takes wei. *Reverts:* PortalNothingUnproven, PortalBatchProven, PortalBatchWaits,
    /// PortalPaymentRefused. *Source:* SETTLE-88.
    function takeBack() external;

    /// @notice Adds the wei sent along to the bond of whatever is posted.
    /// @dev *Caller:* anyone.
    function fundBond() external payable;

    /// @notice Pays out what no batch has locked.
    /// @dev *Caller:* the timelock. *Reverts:* PortalPaymentRefused, and as the rollup does.
    function returnBond(address to, uint256 amount) external;
}
