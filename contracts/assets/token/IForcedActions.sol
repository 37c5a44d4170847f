// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ForcedActionKind} from "./ForcedActionKind.sol";

/// @notice The desk through which forced actions go: each with its legal reference, in a log that only grows.
/// @dev *Caller* of every action: whoever the AccessManager that owns the token lets call both the token's function and
/// the desk's. A caller with an execution delay schedules the desk's call at that manager and makes it himself when the
/// time has come. All *revert* with {ForcedActionsUnauthorized}, {ForcedActionsDelayTooShort},
/// {ForcedActionsCaseMissing}, and as the token does. The desk must be an agent of the token.
/// Source: spec/token.md, TOKEN-96 to TOKEN-100.
interface IForcedActions {
    /// @notice Why an action is taken.
    /// @param caseReference Hash or number of the order, judgment or file; not zero.
    /// @param reasonHash keccak256 of the stated reason; zero if none is stated.
    struct Grounds {
        bytes32 caseReference;
        bytes32 reasonHash;
    }

    /// @notice Units moved by force.
    struct ForcedMove {
        address from;
        address to;
        uint256 amount;
    }

    /// @notice A lost wallet, the wallet that takes its place, and the identity of both.
    struct LostWallet {
        address lost;
        address successor;
        address investor;
    }

    /// @notice One line of a token's log.
    /// @param token Token acted on.
    /// @param sequence Place in the token's log, from 0.
    /// @param time When, Unix seconds.
    /// @param kind What was done.
    /// @param wallet Wallet acted on; zero for the whole token.
    /// @param counterparty Receiver or successor, or zero.
    /// @param actor Who did it.
    /// @param amount Base units: moved, burned, frozen or unfrozen; frozen from now on, for SetFrozenUnits; held by the
    /// lost wallet, for Recovery.
    struct Entry {
        address token;
        uint48 sequence;
        uint48 time;
        ForcedActionKind kind;
        address wallet;
        address counterparty;
        address actor;
        uint256 amount;
        bytes32 caseReference;
        bytes32 reasonHash;
    }

    /// @notice An action was taken; `entryHash` is now the head of the token's log.
    event ForcedActionTaken(
        address indexed token,
        bytes32 indexed caseReference,
        address indexed actor,
        Entry entry,
        bytes32 entryHash
    );

    error ForcedActionsCaseMissing();
    error ForcedActionsUnauthorized(address actor, address token, bytes4 action);
    /// @notice The manager delays the token's function longer than the desk's.
    error ForcedActionsDelayTooShort(uint32 required, uint32 actual);
    error ForcedActionsEntryUnknown(address token, uint256 sequence);
    /// @notice The token said that it did not do it.
    error ForcedActionsFailed(address token, bytes4 action);

    /// @notice Moves units by force.
    function forcedTransfer(address token, ForcedMove calldata move, Grounds calldata grounds) external;

    /// @notice Destroys units by force.
    function burn(address token, address wallet, uint256 amount, Grounds calldata grounds) external;

    /// @notice Freezes a wallet.
    function freezeWallet(address token, address wallet, Grounds calldata grounds) external;

    /// @notice Unfreezes a wallet.
    function unfreezeWallet(address token, address wallet, Grounds calldata grounds) external;

    /// @notice Freezes units of a wallet.
    function freezeUnits(address token, address wallet, uint256 amount, Grounds calldata grounds) external;

    /// @notice Unfreezes units of a wallet.
    function unfreezeUnits(address token, address wallet, uint256 amount, Grounds calldata grounds) external;

    /// @notice Sets how many units of a wallet are frozen.
    function setFrozenUnits(address token, address wallet, uint256 amount, Grounds calldata grounds) external;

    /// @notice Replaces a lost wallet.
    function recover(address token, LostWallet calldata recovery, Grounds calldata grounds) external;

    /// @notice Pauses a token.
    function pause(address token, Grounds calldata grounds) external;

    /// @notice Lets a token's holders transfer again.
    function unpause(address token, Grounds calldata grounds) external;

    /// @notice Number of entries in a token's log.
    function entryCount(address token) external view returns (uint256);

    /// @notice One entry, and the hash of the log up to it: keccak256(abi.encode(hash before, entry)).
    /// @dev *Reverts:* {ForcedActionsEntryUnknown}.
    function entryAt(address token, uint256 sequence) external view returns (Entry memory entry, bytes32 entryHash);

    /// @notice Sequences of a case's entries in a token's log.
    function sequencesOf(address token, bytes32 caseReference) external view returns (uint256[] memory);

    /// @notice Hash of a token's whole log; while empty, keccak256(abi.encode(chain id, desk, token)).
    function headOf(address token) external view returns (bytes32);

    /// @notice Selector of {IAccessManaged-isConsumingScheduledOp} while a scheduled action is being used up, else
    /// zero.
    function isConsumingScheduledOp() external view returns (bytes4);
}
