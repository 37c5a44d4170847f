// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {AddressAlias} from "../../libraries/AddressAlias.sol";
import {BatchHeader} from "../../libraries/BatchHeader.sol";
import {SettlementData} from "../../libraries/SettlementData.sol";
import {Lane} from "../../types/Lane.sol";
import {IL1TokenGateway} from "../bridge/IL1TokenGateway.sol";
import {LaneBound} from "../bridge/LaneBound.sol";
import {TimelockedAccess} from "../governance/TimelockedAccess.sol";
import {IMessageQueue} from "../rollup/IMessageQueue.sol";
import {ISettlementGateway} from "./ISettlementGateway.sol";
import {SettlementShields} from "./SettlementShields.sol";

/// @notice Implements {ISettlementGateway}: assets and shields ({SettlementShields}), batches and what leaves.
contract SettlementGateway is SettlementShields {
    using BatchHeader for bytes;
    using SafeERC20 for IERC20;
    using SettlementData for bytes;
    using SettlementData for SettlementData.Crossing;

    /// @dev Bits of an address in a target; the route is above them.
    uint256 private constant _ROUTE_SHIFT = 160;
    uint256 private constant _ROUTE_L1 = 0;
    uint256 private constant _ROUTE_LANE = 1;

    IL1TokenGateway private immutable _tokenGateway;
    /// @dev The lane that route 1 leads to; 0 when there is no gateway of tokens.
    Lane private immutable _tokenLane;

    address private _exit;
    mapping(uint32 asset => mapping(uint256 target => uint256 amount)) private _owed;

    /// @param timelock_ Administrator.
    /// @param leastDelay Seconds that its delay must be longer than.
    /// @param place Rollup, guardian and lane.
    /// @param parts Queue, and the gateway of tokens of an EVM lane; the zero address when there is none.
    constructor(
        TimelockController timelock_,
        uint256 leastDelay,
        Place memory place,
        Parts memory parts
    ) LaneBound(place) TimelockedAccess(timelock_, leastDelay) SettlementShields(parts.queue) {
        _tokenGateway = parts.tokenGateway;
        bool hasLane = address(parts.tokenGateway) != address(0);
        _tokenLane = hasLane ? LaneBound(address(parts.tokenGateway)).lane() : Lane.wrap(0);
    }

    /// @notice What the gateway works with, for ever.
    struct Parts {
        IMessageQueue queue;
        IL1TokenGateway tokenGateway;
    }

    /// @inheritdoc ISettlementGateway
    function connectExit(address exit) external onlySlow {
        if (_exit != address(0)) revert SettlementExitConnected(_exit);
        if (exit.code.length == 0) revert SettlementNotContract(exit);
        _exit = exit;
        emit ExitConnected(exit);
    }

    /// @inheritdoc ISettlementGateway
    function settle(bytes calldata header, bytes calldata data) external {
        Progress memory next = _progress;
        next.index += 1;
        _checkFinal(header, next.index);
        bytes32 dataHash = keccak256(data);
        if (dataHash != header.dataHash()) revert SettlementDataMismatch(header.dataHash(), dataHash);

        next.cursor = header.queueCursor();
        for (uint256 offset = 0; offset < data.length; offset += SettlementData.OPERATION_SIZE) {
            _settleOne(data.crossingAt(offset), next);
        }
        next.nextShield = _shieldFrom(next.nextShield, next.cursor);
        _progress = next;
        emit BatchSettled(next.index, next);
    }

    /// @inheritdoc ISettlementGateway
    function withdraw(uint32 asset, uint256 target) external payable nonReentrant {
        _checkOpen();
        uint256 amount = _owed[asset][target];
        if (amount == 0) revert SettlementNothingOwed(asset, target);
        delete _owed[asset][target];
        emit UnshieldWithdrawn(asset, target, amount);
        address token = _token(asset);
        address recipient = address(uint160(target));
        uint256 fee = 0;
        if (target >> _ROUTE_SHIFT == _ROUTE_L1) _give(token, recipient, amount);
        else if (_rollup.isEnded(_tokenLane)) _giveHome(token, recipient, amount);
        else fee = _send(token, recipient, amount);
        _refund(msg.value - fee);
    }

    /// @inheritdoc ISettlementGateway
    function payExit(uint32 asset, address recipient, uint128 amount) external nonReentrant {
        if (msg.sender != _exit) revert SettlementNotExit(msg.sender);
        emit ExitPaid(asset, recipient, amount);
        _give(_token(asset), recipient, amount);
    }

    /// @inheritdoc ISettlementGateway
    function checkCrossings(uint64 from, uint64 to, SettlementData.Crossing[] calldata crossings) external view {
        Progress memory settled = _progress;
        uint64 number = from < settled.cursor ? _passedFrom(from) : _shieldFrom(settled.nextShield, from);
        for (uint256 i = 0; i < crossings.length; ++i) {
            SettlementData.Crossing memory crossing = crossings[i];
            if (crossing.kindOf() == SettlementData.SHIELD) number = _find(crossing, number, to) + 1;
            else _checkTarget(crossing);
        }
    }

    /// @inheritdoc ISettlementGateway
    function owedTo(uint32 asset, uint256 target) external view returns (uint256) {
        return _owed[asset][target];
    }

    /// @inheritdoc ISettlementGateway
    function progress() external view returns (Progress memory) {
        return _progress;
    }

    function _settleOne(SettlementData.Crossing memory crossing, Progress memory next) private {
        uint256 kind = crossing.kindOf();
        if (kind == SettlementData.SHIELD) {
            uint64 number = _find(crossing, next.nextShield, next.cursor);
            _shields[number].isUsed = true;
            next.nextShield = number + 1;
        } else if (kind == SettlementData.UNSHIELD) {
            (uint32 asset, uint128 amount) = (crossing.assetOf(), crossing.amountOf());
            _owed[asset][crossing.target] += amount;
            emit Unshielded(asset, crossing.target, amount);
        }
    }

    /// @dev What is deposited into a lane that has ended comes back to who deposited it, which is this contract. On L1
    /// its recipient may be nobody, so only who it is asks for it.
    function _giveHome(address token, address recipient, uint256 amount) private {
        address home = AddressAlias.homeOf(recipient);
        if (msg.sender != home) revert SettlementCallerInvalid(home, msg.sender);
        _give(token, home, amount);
    }

    /// @dev Sends units into the lane of the gateway of tokens.
    function _send(address token, address recipient, uint256 amount) private returns (uint256 fee) {
        // It may end without having consumed the deposit.
        if (_rollup.isFrozen(_tokenLane)) revert BridgeLaneFrozen(_tokenLane);
        fee = _tokenGateway.depositFee();
        if (msg.value < fee) revert SettlementFeeTooLow(fee, msg.value);
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).forceApprove(address(_tokenGateway), amount);
        _tokenGateway.depositToken{value: fee}(token, amount, recipient);
        uint256 moved = before - IERC20(token).balanceOf(address(this));
        if (moved != amount) revert SettlementTokenMovedOther(token, amount, moved);
    }

    /// @dev Without an exit notes could not leave a lane that has ended.
    function _checkSetUp() internal view override {
        if (_exit == address(0)) revert SettlementNotContract(_exit);
    }

    function _checkFinal(bytes calldata header, uint64 expected) private view {
        uint64 index = header.checked().index();
        if (index != expected) revert SettlementOutOfOrder(expected, index);
        uint64 lastFinal = _rollup.lastFinal(_lane);
        if (index > lastFinal) revert SettlementNotFinal(lastFinal, index);
        bytes32 digest = _rollup.digestOf(_lane, index);
        if (header.digest() != digest) revert SettlementHeaderMismatch(digest, header.digest());
    }

    function _checkTarget(SettlementData.Crossing memory crossing) private view {
        (uint32 asset, uint256 target) = (crossing.assetOf(), crossing.target);
        address token = _token(asset);
        address recipient = address(uint160(target));
        uint256 route = target >> _ROUTE_SHIFT;
        // To itself it would pay nobody.
        bool isPayable = recipient != address(0) && recipient != address(this);
        if (route == _ROUTE_LANE) {
            isPayable = isPayable && address(_tokenGateway) != address(0) && _tokenGateway.isPaired(token);
        } else if (route != _ROUTE_L1) {
            isPayable = false;
        }
        if (!isPayable) revert SettlementTargetInvalid(asset, target);
    }
}
