// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IERC173} from "../../interfaces/erc3643/IERC173.sol";
import {IRwaToken} from "./IRwaToken.sol";
import {IUnitSplit} from "./IUnitSplit.sol";

/// @notice See {IUnitSplit}.
contract UnitSplit is IUnitSplit, ReentrancyGuardTransient {
    uint32 private constant MAX_TERM = 1_000_000;
    /// @dev What a token's supply may be at most (TOKEN-9).
    uint256 private constant MAX_SUPPLY = type(uint208).max;

    mapping(address token => Progress) private _progress;
    mapping(address token => mapping(uint48 recordDate => mapping(address holder => bool))) public isAdjusted;
    mapping(address token => mapping(uint48 recordDate => mapping(address holder => uint256))) public fractionOf;
    mapping(address token => mapping(uint48 recordDate => mapping(address wallet => bool))) private _isFreezeScaled;
    mapping(address token => mapping(address holder => uint256)) public heldFor;
    mapping(address token => uint256) public totalHeld;

    modifier onlyOwnerOf(address token) {
        if (IERC173(token).owner() != msg.sender) revert UnitSplitCallerNotOwner(token, msg.sender);
        _;
    }

    /// @inheritdoc IUnitSplit
    function open(address token, Terms calldata terms) external onlyOwnerOf(token) {
        if (_isOpen(token)) revert UnitSplitUnderWay(token);
        (uint32 numerator, uint32 denominator) = (terms.numerator, terms.denominator);
        bool isRatio =
            numerator != 0 &&
                denominator != 0 &&
                numerator != denominator &&
                numerator <= MAX_TERM &&
                denominator <= MAX_TERM;
        if (!isRatio) revert UnitSplitRatioInvalid(numerator, denominator);
        if (terms.recordDate <= block.timestamp || !IRwaToken(token).isRecordDate(terms.recordDate)) {
            revert UnitSplitRecordDateInvalid(token, terms.recordDate);
        }
        _checkPaused(token);

        _progress[token].terms = terms;
        emit UnitSplitOpened(token, terms);
    }

    /// @inheritdoc IUnitSplit
    function adjust(address token, address[] calldata holders) external nonReentrant {
        _start(token);
        _checkPaused(token);
        for (uint256 i; i < holders.length; ++i) _adjust(token, holders[i]);
    }

    /// @inheritdoc IUnitSplit
    function finish(address token) external nonReentrant {
        _start(token);
        Progress memory progress = _progress[token];
        if (progress.covered != progress.expected) {
            revert UnitSplitHoldersMissing(progress.expected, progress.covered);
        }
        delete _progress[token];
        emit UnitSplitFinished(token, progress.terms.recordDate, progress);
        if (IRwaToken(token).paused()) IRwaToken(token).unpause();
    }

    /// @inheritdoc IUnitSplit
    function cancel(address token) external onlyOwnerOf(token) {
        if (!_isOpen(token)) revert UnitSplitNotOpen(token);
        if (_progress[token].covered != 0) revert UnitSplitUnderWay(token);
        uint48 recordDate = _progress[token].terms.recordDate;
        delete _progress[token];
        emit UnitSplitCancelled(token, recordDate);
    }

    /// @inheritdoc IUnitSplit
    function release(address token, address holder) external nonReentrant {
        if (_isOpen(token)) revert UnitSplitUnderWay(token);
        uint256 units = heldFor[token][holder];
        if (units == 0) revert UnitSplitNothingHeld(token, holder);
        address wallet = _walletOf(token, holder);
        _setHeld(token, holder, 0);
        emit UnitSplitReleased(token, holder, wallet, units);
        IRwaToken(token).mint(wallet, units);
    }

    /// @inheritdoc IUnitSplit
    function progressOf(address token) external view returns (Progress memory) {
        return _progress[token];
    }

    /// @dev When the record date has passed; the token says if not.
    function _start(address token) private {
        if (!_isOpen(token)) revert UnitSplitNotOpen(token);
        Progress storage progress = _progress[token];
        if (progress.isStarted) return;
        Terms memory terms = progress.terms;
        uint256 expected = IRwaToken(token).totalSupplyAt(terms.recordDate) + totalHeld[token];
        uint256 limit = Math.mulDiv(MAX_SUPPLY, terms.denominator, terms.numerator);
        if (expected > limit) revert UnitSplitTooLarge(limit, expected);
        (progress.isStarted, progress.expected) = (true, expected);
    }

    function _adjust(address token, address holder) private {
        Progress storage progress = _progress[token];
        Terms memory terms = progress.terms;
        if (isAdjusted[token][terms.recordDate][holder]) return;
        uint256 before = IRwaToken(token).balanceOfAt(holder, terms.recordDate) + heldFor[token][holder];
        if (before == 0) return;

        uint256 adjusted = Math.mulDiv(before, terms.numerator, terms.denominator);
        uint256 fraction = mulmod(before, terms.numerator, terms.denominator);
        isAdjusted[token][terms.recordDate][holder] = true;
        fractionOf[token][terms.recordDate][holder] = fraction;
        progress.covered += before;
        progress.adjusted += adjusted;
        progress.fractions += fraction;
        emit UnitSplitAdjusted(token, terms.recordDate, holder, before, adjusted, fraction);

        address wallet = _walletOf(token, holder);
        uint256 frozen = _scaledFreeze(token, wallet, terms);
        if (adjusted > before) _add(token, holder, wallet, adjusted - before);
        else _take(token, holder, wallet, before - adjusted);
        if (IRwaToken(token).getFrozenTokens(wallet) != frozen) IRwaToken(token).setFrozenTokens(wallet, frozen);
    }

    /// @dev What the wallet cannot receive is held for the holder. Whoever sends so little gas that only the minting
    /// fails has not enough left to have it held.
    function _add(address token, address holder, address wallet, uint256 units) private {
        units += heldFor[token][holder];
        try IRwaToken(token).mint(wallet, units) {
            _setHeld(token, holder, 0);
        } catch {
            _setHeld(token, holder, units);
            emit UnitSplitHeld(token, holder, units);
        }
    }

    /// @dev Held units go first.
    function _take(address token, address holder, address wallet, uint256 units) private {
        uint256 fromHeld = Math.min(units, heldFor[token][holder]);
        if (fromHeld != 0) _setHeld(token, holder, heldFor[token][holder] - fromHeld);
        units -= fromHeld;
        if (units == 0) return;
        uint256 balance = IRwaToken(token).balanceOf(wallet);
        if (units > balance) revert UnitSplitUnitsMissing(wallet, units, balance);
        IRwaToken(token).burn(wallet, units);
    }

    function _setHeld(address token, address holder, uint256 units) private {
        totalHeld[token] = totalHeld[token] + units - heldFor[token][holder];
        heldFor[token][holder] = units;
    }

    /// @dev A wallet's freeze is scaled once, also if it took the place of others; one beyond any supply stays.
    function _scaledFreeze(address token, address wallet, Terms memory terms) private returns (uint256 frozen) {
        frozen = IRwaToken(token).getFrozenTokens(wallet);
        if (frozen > MAX_SUPPLY || _isFreezeScaled[token][terms.recordDate][wallet]) return frozen;
        _isFreezeScaled[token][terms.recordDate][wallet] = true;
        return Math.mulDiv(frozen, terms.numerator, terms.denominator);
    }

    function _checkPaused(address token) private view {
        if (!IRwaToken(token).paused()) revert UnitSplitTokenNotPaused(token);
    }

    /// @dev A lost wallet's units are where it was recovered to.
    function _walletOf(address token, address holder) private view returns (address wallet) {
        wallet = holder;
        address next = IRwaToken(token).recoveredTo(wallet);
        while (next != address(0)) (wallet, next) = (next, IRwaToken(token).recoveredTo(next));
    }

    function _isOpen(address token) private view returns (bool) {
        return _progress[token].terms.recordDate != 0;
    }
}
