// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAgentRole} from "../../../interfaces/erc3643/IAgentRole.sol";
import {SuiteOwnable} from "../../identity/SuiteOwnable.sol";
import {Movement} from "../Movement.sol";
import {MovementKind} from "../MovementKind.sol";
import {AbstractModule} from "./AbstractModule.sol";
import {IExchangeIdentities} from "./IExchangeIdentities.sol";
import {IRuleModule} from "./IRuleModule.sol";
import {RuleHooks} from "./RuleHooks.sol";

/// @notice Limits what investors send to exchanges; which identities are exchanges is the module owner's word.
/// Source: COMPLIANCE-30, COMPLIANCE-31.
abstract contract ExchangeIdentities is AbstractModule, SuiteOwnable, IExchangeIdentities {
    mapping(address identity => bool) private _isExchange;

    constructor() initializer {
        __Ownable_init(msg.sender);
    }

    /// @inheritdoc IExchangeIdentities
    function addExchangeID(address exchangeID) external onlyOwner {
        if (_isExchange[exchangeID]) revert ONCHAINIDAlreadyTaggedAsExchange(exchangeID);
        _isExchange[exchangeID] = true;
        emit ExchangeIDAdded(exchangeID);
    }

    /// @inheritdoc IExchangeIdentities
    function removeExchangeID(address exchangeID) external onlyOwner {
        if (!_isExchange[exchangeID]) revert ONCHAINIDNotTaggedAsExchange(exchangeID);
        _isExchange[exchangeID] = false;
        emit ExchangeIDRemoved(exchangeID);
    }

    /// @inheritdoc IExchangeIdentities
    function isExchangeID(address exchangeID) external view returns (bool) {
        return _isExchange[exchangeID];
    }

    /// @inheritdoc IRuleModule
    function hooks() external pure returns (uint16) {
        return RuleHooks.TRANSFER;
    }

    /// @dev What passes beyond a limit, an agent's transfer or a forced one, is not counted.
    function _record(Movement memory movement, bytes32 book) internal override {
        if (_isLimited(movement) && _fits(movement, book)) _count(movement, book);
    }

    function _count(Movement memory movement, bytes32 book) internal virtual;

    function _allows(Movement memory movement, bytes32 book) internal view override returns (bool) {
        return !_isLimited(movement) || _fits(movement, book) || IAgentRole(movement.token).isAgent(movement.from);
    }

    function _fits(Movement memory movement, bytes32 book) internal view virtual returns (bool);

    function _isLimited(Movement memory movement) private view returns (bool) {
        return
            movement.amount > 0 &&
            movement.kind == MovementKind.Transfer &&
            _isExchange[movement.toIdentity] &&
            !_isExchange[movement.fromIdentity];
    }
}
