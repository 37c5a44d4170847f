// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AuthorityUtils} from "@openzeppelin/contracts/access/manager/AuthorityUtils.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IERC173} from "../../interfaces/erc3643/IERC173.sol";
import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {IERC7943Fungible} from "../../interfaces/erc3643/IERC7943Fungible.sol";
import {ForcedActionKind} from "./ForcedActionKind.sol";
import {IForcedActions} from "./IForcedActions.sol";

/// @notice See {IForcedActions}. It has no owner and no settings: each token's manager decides for the token.
contract ForcedActions is IForcedActions, ReentrancyGuardTransient {
    bool private transient _consuming;
    mapping(address token => Entry[]) private _entries;
    mapping(address token => bytes32[]) private _hashes;
    mapping(address token => mapping(bytes32 caseReference => uint256[])) private _sequences;

    /// @inheritdoc IForcedActions
    function forcedTransfer(address token, ForcedMove calldata move, Grounds calldata grounds) external nonReentrant {
        _authorize(token, IERC3643.forcedTransfer.selector);
        _enter(_entry(token, ForcedActionKind.Transfer, move.from, move.amount), move.to, grounds);
        bool done = IERC3643(token).forcedTransfer(move.from, move.to, move.amount);
        if (!done) revert ForcedActionsFailed(token, IERC3643.forcedTransfer.selector);
    }

    /// @inheritdoc IForcedActions
    function burn(address token, address wallet, uint256 amount, Grounds calldata grounds) external nonReentrant {
        _authorize(token, IERC3643.burn.selector);
        _enter(_entry(token, ForcedActionKind.Burn, wallet, amount), address(0), grounds);
        IERC3643(token).burn(wallet, amount);
    }

    /// @inheritdoc IForcedActions
    function freezeWallet(address token, address wallet, Grounds calldata grounds) external nonReentrant {
        _authorize(token, IERC3643.setAddressFrozen.selector);
        _enter(_entry(token, ForcedActionKind.FreezeWallet, wallet, 0), address(0), grounds);
        IERC3643(token).setAddressFrozen(wallet, true);
    }

    /// @inheritdoc IForcedActions
    function unfreezeWallet(address token, address wallet, Grounds calldata grounds) external nonReentrant {
        _authorize(token, IERC3643.setAddressFrozen.selector);
        _enter(_entry(token, ForcedActionKind.UnfreezeWallet, wallet, 0), address(0), grounds);
        IERC3643(token).setAddressFrozen(wallet, false);
    }

    /// @inheritdoc IForcedActions
    function freezeUnits(
        address token,
        address wallet,
        uint256 amount,
        Grounds calldata grounds
    ) external nonReentrant {
        _authorize(token, IERC3643.freezePartialTokens.selector);
        _enter(_entry(token, ForcedActionKind.FreezeUnits, wallet, amount), address(0), grounds);
        IERC3643(token).freezePartialTokens(wallet, amount);
    }

    /// @inheritdoc IForcedActions
    function unfreezeUnits(
        address token,
        address wallet,
        uint256 amount,
        Grounds calldata grounds
    ) external nonReentrant {
        _authorize(token, IERC3643.unfreezePartialTokens.selector);
        _enter(_entry(token, ForcedActionKind.UnfreezeUnits, wallet, amount), address(0), grounds);
        IERC3643(token).unfreezePartialTokens(wallet, amount);
    }

    /// @inheritdoc IForcedActions
    function setFrozenUnits(
        address token,
        address wallet,
        uint256 amount,
        Grounds calldata grounds
    ) external nonReentrant {
        _authorize(token, IERC7943Fungible.setFrozenTokens.selector);
        _enter(_entry(token, ForcedActionKind.SetFrozenUnits, wallet, amount), address(0), grounds);
        bool done = IERC7943Fungible(token).setFrozenTokens(wallet, amount);
        if (!done) revert ForcedActionsFailed(token, IERC7943Fungible.setFrozenTokens.selector);
    }

    /// @inheritdoc IForcedActions
    function recover(address token, LostWallet calldata recovery, Grounds calldata grounds) external nonReentrant {
        _authorize(token, IERC3643.recoveryAddress.selector);
        uint256 held = IERC20(token).balanceOf(recovery.lost);
        _enter(_entry(token, ForcedActionKind.Recovery, recovery.lost, held), recovery.successor, grounds);
        bool done = IERC3643(token).recoveryAddress(recovery.lost, recovery.successor, recovery.investor);
        if (!done) revert ForcedActionsFailed(token, IERC3643.recoveryAddress.selector);
    }

    /// @inheritdoc IForcedActions
    function pause(address token, Grounds calldata grounds) external nonReentrant {
        _authorize(token, IERC3643.pause.selector);
        _enter(_entry(token, ForcedActionKind.Pause, address(0), 0), address(0), grounds);
        IERC3643(token).pause();
    }

    /// @inheritdoc IForcedActions
    function unpause(address token, Grounds calldata grounds) external nonReentrant {
        _authorize(token, IERC3643.unpause.selector);
        _enter(_entry(token, ForcedActionKind.Unpause, address(0), 0), address(0), grounds);
        IERC3643(token).unpause();
    }

    /// @inheritdoc IForcedActions
    function entryCount(address token) external view returns (uint256) {
        return _entries[token].length;
    }

    /// @inheritdoc IForcedActions
    function entryAt(address token, uint256 sequence) external view returns (Entry memory entry, bytes32 entryHash) {
        if (sequence >= _entries[token].length) revert ForcedActionsEntryUnknown(token, sequence);
        (entry, entryHash) = (_entries[token][sequence], _hashes[token][sequence]);
    }

    /// @inheritdoc IForcedActions
    function sequencesOf(address token, bytes32 caseReference) external view returns (uint256[] memory) {
        return _sequences[token][caseReference];
    }

    /// @inheritdoc IForcedActions
    function isConsumingScheduledOp() external view returns (bytes4) {
        return _consuming ? this.isConsumingScheduledOp.selector : bytes4(0);
    }

    /// @inheritdoc IForcedActions
    function headOf(address token) public view returns (bytes32) {
        uint256 count = _hashes[token].length;
        return count == 0 ? keccak256(abi.encode(block.chainid, address(this), token)) : _hashes[token][count - 1];
    }

    /// @dev The token's manager must let the actor do both. The manager itself, running {IAccessManager-execute}, may
    /// do
    /// neither here: the log would name it instead of the actor.
    function _authorize(address token, bytes4 action) private {
        address manager = IERC173(token).owner();
        (bool tokenNow, uint32 tokenDelay) = AuthorityUtils.canCallWithDelay(manager, msg.sender, token, action);
        (bool deskNow, uint32 deskDelay) = AuthorityUtils.canCallWithDelay(manager, msg.sender, address(this), msg.sig);
        if (tokenNow) tokenDelay = 0;
        if (deskNow) deskDelay = 0;
        if ((!tokenNow && tokenDelay == 0) || (!deskNow && deskDelay == 0)) {
            revert ForcedActionsUnauthorized(msg.sender, token, action);
        }
        if (deskDelay < tokenDelay) revert ForcedActionsDelayTooShort(tokenDelay, deskDelay);
        if (deskDelay == 0) return;

        _consuming = true;
        IAccessManager(manager).consumeScheduledOp(msg.sender, msg.data);
        _consuming = false;
    }

    function _enter(Entry memory entry, address counterparty, Grounds calldata grounds) private {
        if (grounds.caseReference == bytes32(0)) revert ForcedActionsCaseMissing();
        address token = entry.token;
        entry.counterparty = counterparty;
        (entry.caseReference, entry.reasonHash) = (grounds.caseReference, grounds.reasonHash);
        bytes32 entryHash = keccak256(abi.encode(headOf(token), entry));

        _sequences[token][entry.caseReference].push(entry.sequence);
        _entries[token].push(entry);
        _hashes[token].push(entryHash);
        emit ForcedActionTaken(token, entry.caseReference, entry.actor, entry, entryHash);
    }

    function _entry(
        address token,
        ForcedActionKind kind,
        address wallet,
        uint256 amount
    ) private view returns (Entry memory entry) {
        (entry.token, entry.kind, entry.wallet, entry.amount) = (token, kind, wallet, amount);
        (entry.sequence, entry.time) = (uint48(_entries[token].length), uint48(block.timestamp));
        entry.actor = msg.sender;
    }
}
