// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {SettlementData} from "../../libraries/SettlementData.sol";
import {Lane} from "../../types/Lane.sol";

/// @notice Holds the tokens behind a settlement lane's notes. What it holds is at all times what the notes are worth,
/// what is owed to who left, and what waits in the queue. Source: spec/settlement.md, SETTLE-75 to SETTLE-85.
interface ISettlementGateway {
    /// @notice What came to become a note.
    /// @param key keccak256 of the words that an operation shows it by.
    /// @param sender Who paid it in.
    /// @param place Its place in the lane's queue.
    /// @param isUsed Whether it has become a note, or was given back.
    struct Shield {
        bytes32 key;
        address sender;
        uint64 place;
        bool isUsed;
    }

    /// @notice How far batches have been settled.
    /// @param index The last batch.
    /// @param cursor Items of the queue that it and those before have consumed.
    /// @param nextShield The first shield behind them.
    struct Progress {
        uint64 index;
        uint64 cursor;
        uint64 nextShield;
    }

    event AssetAdded(uint32 indexed asset, address indexed token);
    event ExitConnected(address exit);
    event Shielded(
        uint64 indexed shield,
        address indexed sender,
        uint64 place,
        uint32 asset,
        uint128 amount,
        uint256 receiver
    );
    event ShieldReclaimed(uint64 indexed shield, address indexed sender, uint32 asset, uint128 amount);
    event BatchSettled(uint64 indexed index, Progress progress);
    event Unshielded(uint32 indexed asset, uint256 indexed target, uint128 amount);
    event UnshieldWithdrawn(uint32 indexed asset, uint256 indexed target, uint256 amount);
    event ExitPaid(uint32 indexed asset, address indexed recipient, uint128 amount);

    error SettlementAssetInvalid(uint32 asset);
    error SettlementAssetKnown(uint32 asset, address token);
    error SettlementAssetUnknown(uint32 asset);
    error SettlementNotContract(address account);
    error SettlementExitConnected(address exit);
    error SettlementNotExit(address caller);
    error SettlementAmountZero();
    error SettlementLaneEnded(Lane lane);
    error SettlementReceiverInvalid(uint256 receiver);
    error SettlementFeeTooLow(uint256 expected, uint256 actual);
    error SettlementRefundRefused(address to, uint256 amount);
    error SettlementTokenMovedOther(address token, uint256 expected, uint256 actual);
    error SettlementShieldUnknown(uint256 shown, uint256 target);
    error SettlementTargetInvalid(uint32 asset, uint256 target);
    error SettlementOutOfOrder(uint64 expected, uint64 actual);
    error SettlementNotFinal(uint64 lastFinal, uint64 index);
    error SettlementHeaderMismatch(bytes32 expected, bytes32 actual);
    error SettlementDataMismatch(bytes32 expected, bytes32 actual);
    error SettlementShieldMismatch(bytes32 expected, bytes32 actual);
    error SettlementShieldWaits(uint64 shield);
    error SettlementShieldUsed(uint64 shield);
    error SettlementCallerInvalid(address expected, address actual);
    error SettlementNothingOwed(uint32 asset, uint256 target);

    /// @notice Names the token behind an asset.
    /// @param asset Its number, 1 … 16,383: its place in the tree of rules.
    /// @dev *Caller:* the timelock. *Reverts:* SettlementAssetInvalid, SettlementAssetKnown when number or token is
    /// taken, SettlementNotContract. *Source:* SETTLE-75.
    function addAsset(uint32 asset, address token) external;

    /// @notice Names the contract by which notes leave a lane that has ended.
    /// @dev *Caller:* the timelock, once. *Reverts:* SettlementExitConnected, SettlementNotContract. *Source:*
    /// SETTLE-90.
    function connectExit(address exit) external;

    /// @notice Takes tokens, and queues what is to become a note; the wei sent along pay the queue, and what is beyond
    /// comes back.
    /// @param amount Base units, 1 … 2^128 − 1.
    /// @param receiver Of the note, SETTLE-23.
    /// @return shield Its number, from 0.
    /// @dev *Caller:* a holder with an allowance for the gateway. *Reverts:* SettlementAssetUnknown,
    /// SettlementAmountZero, SettlementReceiverInvalid, SettlementLaneEnded, SettlementFeeTooLow,
    /// SettlementRefundRefused, SettlementTokenMovedOther, and as the queue and the token do. *Source:* SETTLE-76,
    /// SETTLE-77.
    function shield(uint32 asset, uint128 amount, uint256 receiver) external payable returns (uint64 shield);

    /// @notice Takes into the books what the next FINAL batch brought over the border.
    /// @param header Its header.
    /// @param data Its data.
    /// @dev *Caller:* anyone. *Reverts:* SettlementOutOfOrder, SettlementNotFinal, SettlementHeaderMismatch,
    /// SettlementDataMismatch. *Source:* SETTLE-80, SETTLE-81.
    function settle(bytes calldata header, bytes calldata data) external;

    /// @notice Pays what is owed to a target: on L1, or into the lane where it came from, whose message the wei sent
    /// along pay; on L1 too when that lane has ended, and not at all while it is frozen.
    /// @param target The address, and from bit 160 on the route: 0 on L1, 1 by the gateway of tokens.
    /// @dev *Caller:* anyone; from the lane that the tokens came from once it has ended, who the address is on L1.
    /// *Reverts:* SettlementNothingOwed, SettlementCallerInvalid, SettlementFeeTooLow, SettlementRefundRefused,
    /// SettlementTokenMovedOther, BridgePaused, BridgeLaneFrozen, and as the token does. *Source:* SETTLE-82,
    /// SETTLE-83.
    function withdraw(uint32 asset, uint256 target) external payable;

    /// @notice Gives back a shield that was consumed without an operation, or that a lane which has ended never
    /// consumed.
    /// @dev *Caller:* anyone; who paid it in gets it. *Reverts:* SettlementShieldWaits, SettlementShieldUsed,
    /// SettlementShieldMismatch, SettlementTokenMovedOther, BridgePaused, BridgeLaneFrozen, and as the token does.
    /// *Source:* SETTLE-84, SETTLE-85.
    function reclaim(uint64 shield, uint32 asset, uint128 amount, uint256 receiver) external;

    /// @notice Pays a note of a lane that has ended.
    /// @dev *Caller:* the exit. *Reverts:* SettlementNotExit, SettlementAssetUnknown, SettlementTokenMovedOther, and as
    /// the token does. *Source:* SETTLE-92.
    function payExit(uint32 asset, address recipient, uint128 amount) external;

    /// @notice Checks that a batch mints nothing from nothing and pays to nowhere: its shields stand in the queue
    /// between the cursors, in this order, and its unshields can be paid.
    /// The answer is the same at any later time.
    /// @param from Cursor of the parent.
    /// @param to Cursor of the batch.
    /// @dev *Reverts:* SettlementShieldUnknown, SettlementTargetInvalid. *Source:* SETTLE-78, SETTLE-79.
    function checkCrossings(uint64 from, uint64 to, SettlementData.Crossing[] calldata crossings) external view;

    /// @notice Token of an asset; the zero address when there is none.
    function tokenOf(uint32 asset) external view returns (address);

    /// @notice wei that a shield costs now.
    function shieldFee() external view returns (uint256);

    /// @notice A shield.
    function shieldOf(uint64 shield) external view returns (Shield memory);

    /// @notice How many shields there have been.
    function shieldCount() external view returns (uint64);

    /// @notice Base units that are owed to a target.
    function owedTo(uint32 asset, uint256 target) external view returns (uint256);

    /// @notice How far batches have been settled.
    function progress() external view returns (Progress memory);
}
