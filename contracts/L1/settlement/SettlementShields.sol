// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {BoundedCall} from "../../libraries/BoundedCall.sol";
import {SettlementData} from "../../libraries/SettlementData.sol";
import {LaneBound} from "../bridge/LaneBound.sol";
import {TimelockedAccess} from "../governance/TimelockedAccess.sol";
import {IMessageQueue} from "../rollup/IMessageQueue.sol";
import {ISettlementGateway} from "./ISettlementGateway.sol";

/// @notice Assets of a settlement lane and what comes into it. Source: spec/settlement.md, SETTLE-75 to SETTLE-78,
/// SETTLE-84 and SETTLE-85.
abstract contract SettlementShields is ISettlementGateway, LaneBound, TimelockedAccess, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using SettlementData for SettlementData.Crossing;

    /// @dev Leaves of the tree of rules.
    uint32 private constant _ASSETS = 16_384;
    /// @dev Gas limit of a shield's item: a batch consumes 200,000,000 (QUEUE-10), so 100 shields at most, and what has
    /// to be looked through for a batch is bounded.
    uint64 private constant _SHIELD_GAS = 2_000_000;

    IMessageQueue private immutable _queue;

    Progress internal _progress;
    mapping(uint32 asset => address token) private _tokens;
    mapping(address token => uint32 asset) private _assets;
    Shield[] internal _shields;

    constructor(IMessageQueue queue) {
        _queue = queue;
    }

    /// @inheritdoc ISettlementGateway
    function addAsset(uint32 asset, address token) external onlySlow {
        if (asset == 0 || asset >= _ASSETS) revert SettlementAssetInvalid(asset);
        if (_tokens[asset] != address(0) || _assets[token] != 0) revert SettlementAssetKnown(asset, token);
        if (token.code.length == 0) revert SettlementNotContract(token);
        _tokens[asset] = token;
        _assets[token] = asset;
        emit AssetAdded(asset, token);
    }

    /// @inheritdoc ISettlementGateway
    function shield(
        uint32 asset,
        uint128 amount,
        uint256 receiver
    ) external payable nonReentrant returns (uint64 number) {
        if (amount == 0) revert SettlementAmountZero();
        if (receiver == 0 || receiver >= SettlementData.MODULUS) revert SettlementReceiverInvalid(receiver);
        // Nothing consumes it any more: it would come back, and its fee would not.
        if (_rollup.isEnded(_lane)) revert SettlementLaneEnded(_lane);
        (uint64 place, uint256 fee) = _queue.quote(_lane, _SHIELD_GAS);
        if (msg.value < fee) revert SettlementFeeTooLow(fee, msg.value);

        number = uint64(_shields.length);
        bytes32 key = SettlementData.keyOf(SettlementData.shieldWord(asset, amount), receiver);
        _shields.push(Shield(key, msg.sender, place, false));
        emit Shielded(number, msg.sender, place, asset, amount, receiver);
        _enqueue(fee, abi.encode(asset, amount, receiver));
        _take(_token(asset), amount);
        _refund(msg.value - fee);
    }

    /// @inheritdoc ISettlementGateway
    function reclaim(uint64 number, uint32 asset, uint128 amount, uint256 receiver) external nonReentrant {
        _checkOpen();
        if (!_isPassed(number)) revert SettlementShieldWaits(number);
        Shield memory one = _shields[number];
        bytes32 key = SettlementData.keyOf(SettlementData.shieldWord(asset, amount), receiver);
        if (one.key != key) revert SettlementShieldMismatch(one.key, key);
        if (one.isUsed) revert SettlementShieldUsed(number);
        _shields[number].isUsed = true;
        emit ShieldReclaimed(number, one.sender, asset, amount);
        _give(_token(asset), one.sender, amount);
    }

    /// @inheritdoc ISettlementGateway
    function tokenOf(uint32 asset) external view returns (address) {
        return _tokens[asset];
    }

    /// @inheritdoc ISettlementGateway
    function shieldFee() external view returns (uint256) {
        return _queue.feeFor(_lane, _SHIELD_GAS);
    }

    /// @inheritdoc ISettlementGateway
    function shieldOf(uint64 number) external view returns (Shield memory) {
        return _shields[number];
    }

    /// @inheritdoc ISettlementGateway
    function shieldCount() external view returns (uint64) {
        return uint64(_shields.length);
    }

    /// @dev Whether the lane is done with a shield: a settled batch consumed its item, or there will be no more
    /// batches.
    function _isPassed(uint64 number) internal view returns (bool) {
        if (number >= _shields.length) return false;
        return number < _progress.nextShield || _isOver();
    }

    /// @dev Whether the lane has ended, and what it had made FINAL is settled.
    function _isOver() internal view returns (bool) {
        return _rollup.isEnded(_lane) && _progress.index == _rollup.lastFinal(_lane);
    }

    /// @dev The first shield from `number` on that the item at `place`, or one behind it, brought.
    function _shieldFrom(uint64 number, uint64 place) internal view returns (uint64) {
        while (number < _shields.length && _shields[number].place < place) ++number;
        return number;
    }

    /// @dev The same among those that settled batches have passed, which may be many.
    function _passedFrom(uint64 place) internal view returns (uint64 number) {
        uint64 end = _progress.nextShield;
        while (number < end) {
            uint64 middle = (number + end) / 2;
            if (_shields[middle].place < place) number = middle + 1;
            else end = middle;
        }
    }

    /// @dev The first shield from `number` on that a crossing shows.
    function _find(
        SettlementData.Crossing memory crossing,
        uint64 number,
        uint64 cursor
    ) internal view returns (uint64) {
        bytes32 key = SettlementData.keyOf(crossing.shown, crossing.target);
        for (; number < _shields.length && _shields[number].place < cursor; ++number) {
            if (_shields[number].key == key) return number;
        }
        revert SettlementShieldUnknown(crossing.shown, crossing.target);
    }

    function _token(uint32 asset) internal view returns (address token) {
        token = _tokens[asset];
        if (token == address(0)) revert SettlementAssetUnknown(asset);
    }

    /// @dev Pays out exactly so much: who took more would take it from the others.
    function _give(address token, address to, uint256 amount) internal {
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransfer(to, amount);
        uint256 moved = before - IERC20(token).balanceOf(address(this));
        if (moved != amount) revert SettlementTokenMovedOther(token, amount, moved);
    }

    /// @dev Gives wei back to the caller.
    function _refund(uint256 amount) internal {
        if (amount == 0) return;
        if (!BoundedCall.trySend(msg.sender, gasleft(), amount)) revert SettlementRefundRefused(msg.sender, amount);
    }

    /// @dev Takes exactly so much: a note is worth what its operation says, not what arrived.
    function _take(address token, uint256 amount) private {
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        uint256 moved = IERC20(token).balanceOf(address(this)) - before;
        if (moved != amount) revert SettlementTokenMovedOther(token, amount, moved);
    }

    function _enqueue(uint256 fee, bytes memory data) private {
        IMessageQueue.Request memory request = IMessageQueue.Request(address(this), false, 0, _SHIELD_GAS, data);
        _queue.enqueue{value: fee}(_lane, request);
    }
}
