// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FinalityClass} from "../../types/FinalityClass.sol";
import {IPayouts} from "./IPayouts.sol";
import {L1Gateway} from "./L1Gateway.sol";

/// @notice Implements {IPayouts}. Source: spec/bridge.md, BRIDGE-13, BRIDGE-18, BRIDGE-19, ESCAPE-8.
abstract contract Payouts is L1Gateway {
    /// @dev One slot.
    /// @param most What is paid out in a period at most; `_UNLIMITED`: without end.
    /// @param spent What was paid out in the period.
    /// @param period The last period in which something was.
    /// @param hasHeld Whether payments wait.
    struct Account {
        uint96 most;
        uint96 spent;
        uint32 period;
        FinalityClass finalityClass;
        bool hasHeld;
    }

    /// @dev Places of the first payment that waits and behind the last one.
    struct Line {
        uint64 first;
        uint64 end;
    }

    uint96 private constant _UNLIMITED = type(uint96).max;
    uint256 private constant _PERIOD = 1 days;

    mapping(address asset => Account account) private _accounts;
    mapping(address asset => Line line) private _lines;
    mapping(address asset => mapping(uint64 place => Held held)) private _held;
    mapping(address asset => mapping(address recipient => uint256 amount)) private _owed;

    /// @inheritdoc IPayouts
    function setTerms(address asset, AssetTerms calldata terms) external onlySlow {
        _setTerms(asset, terms);
    }

    /// @inheritdoc IPayouts
    function payHeld(address asset, uint256 times) external nonReentrant {
        _checkOpen();
        if (!_accounts[asset].hasHeld) revert GatewayNothingHeld(asset);
        // Who leaves a lane that has ended waits for no period.
        bool isUnlimited = _rollup.isEnded(_lane);
        for (uint256 i = 0; i < times && _accounts[asset].hasHeld; ++i) {
            uint256 open = isUnlimited ? type(uint256).max : allowanceOf(asset);
            if (open == 0) return;
            _payFirst(asset, open, isUnlimited);
        }
    }

    /// @inheritdoc IPayouts
    function collectOwed(address asset, address to) external nonReentrant {
        _checkOpen();
        uint256 amount = _owed[asset][msg.sender];
        if (amount == 0) revert GatewayNothingOwed(asset, msg.sender);
        delete _owed[asset][msg.sender];
        emit OwedCollected(asset, msg.sender, to, amount);
        if (!_send(asset, to, amount, gasleft())) revert GatewayPaymentRefused(to, amount);
    }

    /// @inheritdoc IPayouts
    function payOut(address asset, address recipient, uint256 amount) external virtual onlyHatch nonReentrant {
        _deliver(asset, recipient, amount);
    }

    /// @inheritdoc IPayouts
    function termsOf(address asset) external view returns (AssetTerms memory) {
        return AssetTerms(_accounts[asset].most, _accounts[asset].finalityClass);
    }

    /// @inheritdoc IPayouts
    function owedTo(address asset, address recipient) external view returns (uint256) {
        return _owed[asset][recipient];
    }

    /// @inheritdoc IPayouts
    function heldCount(address asset) external view returns (uint64 first, uint64 count) {
        first = _lines[asset].first;
        count = _lines[asset].end - first;
    }

    /// @inheritdoc IPayouts
    function heldAt(address asset, uint64 place) external view returns (Held memory) {
        return _held[asset][place];
    }

    /// @inheritdoc IPayouts
    function allowanceOf(address asset) public view returns (uint256) {
        return _openOf(_accounts[asset]);
    }

    /// @dev Pays out what a message of the counterpart asks for, or holds it behind what is held already.
    function _release(address asset, address recipient, uint256 amount) internal {
        Account memory account = _accounts[asset];
        _checkMessage(account.finalityClass);
        if (account.hasHeld || amount > _openOf(account)) {
            _hold(asset, recipient, amount);
            return;
        }
        _spend(asset, account, amount);
        _deliver(asset, recipient, amount);
    }

    function _setTerms(address asset, AssetTerms memory terms) internal {
        bool isClassless = terms.finalityClass == FinalityClass.None;
        if (terms.most == 0 || isClassless != _isClassless()) revert GatewayTermsInvalid(terms);
        _accounts[asset].most = terms.most;
        _accounts[asset].finalityClass = terms.finalityClass;
        emit AssetTermsChanged(asset, terms);
    }

    /// @dev Pays; what is not taken is owed.
    function _deliver(address asset, address recipient, uint256 amount) internal virtual {
        if (_send(asset, recipient, amount, _payGas())) {
            emit PaidOut(asset, recipient, amount);
        } else {
            _owed[asset][recipient] += amount;
            emit PayoutOwed(asset, recipient, amount);
        }
    }

    /// @dev Moves the asset; false when it is not taken, and then nothing has moved.
    function _send(address asset, address to, uint256 amount, uint256 gasLimit) internal virtual returns (bool);

    /// @dev Whether the gateway's assets have no class: what makes the lane FINAL is enough.
    function _isClassless() internal view virtual returns (bool) {
        return false;
    }

    /// @dev Gas that a recipient gets at most, so that it cannot make a claim fail.
    function _payGas() internal view virtual returns (uint256);

    function _payFirst(address asset, uint256 open, bool isUnlimited) private {
        Line memory line = _lines[asset];
        Held memory held = _held[asset][line.first];
        // What is beyond a whole period's limit is paid in parts, so that the first never blocks the rest.
        uint256 amount = held.amount < open ? held.amount : open;
        if (amount == held.amount) {
            delete _held[asset][line.first];
            _lines[asset].first = ++line.first;
            if (line.first == line.end) _accounts[asset].hasHeld = false;
        } else {
            _held[asset][line.first].amount -= amount;
        }
        if (!isUnlimited) _spend(asset, _accounts[asset], amount);
        _deliver(asset, held.recipient, amount);
    }

    function _hold(address asset, address recipient, uint256 amount) private {
        uint64 place = _lines[asset].end++;
        _held[asset][place] = Held(recipient, amount);
        _accounts[asset].hasHeld = true;
        emit PayoutHeld(asset, place, recipient, amount);
    }

    function _spend(address asset, Account memory account, uint256 amount) private {
        if (account.most == _UNLIMITED) return;
        uint32 period = _period();
        // At most the limit, which fits: the caller has compared.
        account.spent = (account.period == period ? account.spent : 0) + uint96(amount);
        account.period = period;
        _accounts[asset] = account;
    }

    function _openOf(Account memory account) private view returns (uint256) {
        if (account.most == _UNLIMITED) return type(uint256).max;
        uint96 spent = account.period == _period() ? account.spent : 0;
        return account.most > spent ? account.most - spent : 0;
    }

    function _period() private view returns (uint32) {
        return uint32(block.timestamp / _PERIOD);
    }
}
