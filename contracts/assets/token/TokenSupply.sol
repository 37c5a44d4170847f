// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC7943Fungible} from "../../interfaces/erc3643/IERC7943Fungible.sol";
import {IERC3643IdentityRegistry} from "../../interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {Movement} from "../compliance/Movement.sol";
import {MovementKind} from "../compliance/MovementKind.sol";
import {Party} from "../identity/Party.sol";
import {IRwaToken} from "./IRwaToken.sol";
import {TokenTransfers} from "./TokenTransfers.sol";

/// @notice What agents do to units: create, destroy, move. Source: TOKEN-9 to TOKEN-12.
abstract contract TokenSupply is TokenTransfers {
    function _agentMint(address to, uint256 amount) internal {
        Party memory receiver = _checkReceiver(to);
        uint256 limit = MAX_SUPPLY - totalSupply();
        if (amount > limit) revert IRwaToken.TokenSupplyTooLarge(limit, amount);
        _remember(to, receiver);
        Movement memory movement = _agentMovement(MovementKind.Mint, address(0), to, amount);
        (movement.toIdentity, movement.toCountry) = (receiver.identity, receiver.country);
        _carryOut(movement);
    }

    function _agentBurn(address holder, uint256 amount) internal {
        _checkBalance(holder, amount);
        _unfreezeFor(holder, amount);
        _carryOut(_agentMovement(MovementKind.Burn, holder, address(0), amount));
    }

    /// @dev To itself it would only unfreeze, and so would any forced transfer by an agent who may not.
    function _forcedTransfer(address from, address to, uint256 amount) internal {
        if (from == to) revert IRwaToken.TokenSelfTransfer(from);
        _checkBalance(from, amount);
        if (_restrictions().disablePartialFreeze) {
            uint256 unfrozen = _unfrozenOf(from);
            if (amount > unfrozen) revert IERC7943Fungible.ERC7943InsufficientUnfrozenBalance(from, amount, unfrozen);
        }
        _checkReceiver(to);

        _unfreezeFor(from, amount);
        emit IERC7943Fungible.ForcedTransfer(from, to, amount);
        _carryOut(_agentMovement(MovementKind.Forced, from, to, amount));
    }

    /// @dev The rules still see both wallets under one identity; only then the lost one is forgotten.
    function _recoverUnits(address lost, address successor) internal {
        (Party memory party, ) = _freshPartiesOf(successor, address(0));
        if (party.verifiedUntil <= block.timestamp) revert IERC7943Fungible.ERC7943CannotReceive(successor);
        _carryOut(_agentMovement(MovementKind.Recovery, lost, successor, balanceOf(lost)));
        IERC3643IdentityRegistry registry = _settings().identityRegistry;
        if (registry.contains(lost)) registry.deleteIdentity(lost);
    }

    function _checkBalance(address holder, uint256 amount) private view {
        if (holder == address(0)) revert ERC20InvalidSender(holder);
        uint256 balance = balanceOf(holder);
        if (amount > balance) revert ERC20InsufficientBalance(holder, balance, amount);
    }
}
