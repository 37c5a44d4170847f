// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC7943Fungible} from "../../interfaces/erc3643/IERC7943Fungible.sol";
import {IRwaToken} from "./IRwaToken.sol";
import {IERC3643Compliance} from "../../interfaces/erc3643/IERC3643Compliance.sol";
import {IModularCompliance} from "../compliance/IModularCompliance.sol";
import {ITransferRules} from "../compliance/ITransferRules.sol";
import {Movement} from "../compliance/Movement.sol";
import {MovementKind} from "../compliance/MovementKind.sol";
import {MovementReader} from "../compliance/MovementReader.sol";
import {RuleHooks} from "../compliance/modules/RuleHooks.sol";
import {IPartyRegistry} from "../identity/IPartyRegistry.sol";
import {Party} from "../identity/Party.sol";
import {TokenEligibility} from "./TokenEligibility.sol";
import {TransferRestriction} from "./TransferRestriction.sol";

/// @notice What every movement of units goes through: the judgment and the compliance's books.
/// @dev A holder's transfer and the pre-checks ask the same function. Source: TOKEN-7, TOKEN-8, TOKEN-38.
abstract contract TokenMovements is TokenEligibility {
    /// @notice A holder's transfer under judgment.
    /// @param restriction First reason against it, compliance apart.
    /// @param movement What the compliance is told.
    /// @param sender What the registry says of the sender.
    /// @param receiver What the registry says of the receiver.
    /// @param unfrozen What the sender can send, base units.
    struct Passage {
        TransferRestriction restriction;
        Movement movement;
        Party sender;
        Party receiver;
        uint256 unfrozen;
    }

    /// @param known The sender's party if the registry was asked for it in the same call already; out of the cache,
    /// without identity, it counts only together with the receiver's.
    function _judge(
        address from,
        address to,
        uint256 amount,
        Party memory known
    ) internal view returns (Passage memory passage) {
        Account storage sender = _ledger().accounts[from];
        Account storage receiver = _ledger().accounts[to];
        passage.movement = _movementOf(MovementKind.Transfer, from, to, amount);
        (uint256 balance, uint8 flags) = (sender.balance, sender.flags);
        (passage.movement.fromBalance, passage.movement.toBalance) = (balance, receiver.balance);
        passage.unfrozen = flags & PARTLY_FROZEN == 0 ? balance : _unfrozenOf(from);

        if (_settings().paused) passage.restriction = TransferRestriction.Paused;
        else if (flags & LOST != 0) passage.restriction = TransferRestriction.SenderLost;
        else if (flags & FROZEN != 0) passage.restriction = TransferRestriction.SenderFrozen;
        else if (amount > balance) passage.restriction = TransferRestriction.BalanceTooLow;
        else if (amount > passage.unfrozen) passage.restriction = TransferRestriction.UnfrozenTooLow;
        else _judgeParties(passage, receiver.flags, known);
    }

    /// @dev Reverts with the error that belongs to the restriction.
    function _refuse(Passage memory passage) internal view {
        Movement memory movement = passage.movement;
        (address from, address to) = (movement.from, movement.to);
        TransferRestriction restriction = passage.restriction;
        if (restriction == TransferRestriction.Paused) revert IRwaToken.TokenPaused();
        if (restriction == TransferRestriction.SenderLost)
            revert IRwaToken.TokenWalletRecovered(from, _successorOf(from));
        if (restriction == TransferRestriction.SenderFrozen) revert IRwaToken.TokenWalletFrozen(from);
        if (restriction == TransferRestriction.BalanceTooLow) {
            revert ERC20InsufficientBalance(from, movement.fromBalance, movement.amount);
        }
        if (restriction == TransferRestriction.UnfrozenTooLow) {
            revert IERC7943Fungible.ERC7943InsufficientUnfrozenBalance(from, movement.amount, passage.unfrozen);
        }
        if (restriction == TransferRestriction.SenderUnverified) revert IERC7943Fungible.ERC7943CannotSend(from);
        if (restriction == TransferRestriction.ReceiverMissing) revert ERC20InvalidReceiver(to);
        if (restriction == TransferRestriction.ReceiverLost)
            revert IRwaToken.TokenWalletRecovered(to, _successorOf(to));
        if (restriction == TransferRestriction.ReceiverFrozen) revert IRwaToken.TokenWalletFrozen(to);
        if (restriction == TransferRestriction.ReceiverUnverified) revert IERC7943Fungible.ERC7943CannotReceive(to);
    }

    /// @dev Whether the compliance lets a movement pass; one that fails to answer, or serves another token, does not.
    function _complies(Movement memory movement) internal view returns (TransferRestriction) {
        IERC3643Compliance rules = _settings().compliance;
        if (rules.getTokenBound() != address(this)) return TransferRestriction.ComplianceForeign;
        if (_settings().hasTransferRules) {
            try ITransferRules(address(rules)).allows(movement) returns (bool allowed) {
                if (allowed) return TransferRestriction.None;
            } catch {}
            return TransferRestriction.RuleBroken;
        }
        try rules.canTransfer(movement.from, movement.to, movement.amount) returns (bool allowed) {
            if (allowed) return TransferRestriction.None;
        } catch {}
        return TransferRestriction.RuleBroken;
    }

    /// @dev Has the compliance judge and book a movement, and moves the units.
    function _carryOut(Movement memory movement) internal {
        TokenSettingsStorage storage $ = _settings();
        if (!$.hasTransferRules) {
            _carryOutPlainly(movement);
            return;
        }
        bool asks = $.ruleHooks & (RuleHooks.bitOf(movement.kind) | RuleHooks.AFTER_TRANSFER) != 0;
        if (asks) _fillParties(movement);
        bool settles = asks && _enforce(movement);
        _update(movement.from, movement.to, movement.amount);
        if (settles) ITransferRules(address($.compliance)).settle(movement);
    }

    /// @dev A movement by an agent, with balances; identities are the compliance's to ask.
    function _agentMovement(
        MovementKind kind,
        address from,
        address to,
        uint256 amount
    ) internal view returns (Movement memory movement) {
        movement = _movementOf(kind, from, to, amount);
        if (from != address(0)) movement.fromBalance = balanceOf(from);
        if (to != address(0)) movement.toBalance = balanceOf(to);
    }

    /// @dev A receiver of any kind, by mint, force or recovery.
    function _checkReceiver(address to) internal view returns (Party memory party) {
        if (to == address(0)) revert ERC20InvalidReceiver(to);
        _checkWallet(to);
        (party, ) = _freshPartiesOf(to, address(0));
        if (party.verifiedUntil <= block.timestamp) revert IERC7943Fungible.ERC7943CannotReceive(to);
    }

    /// @dev The way of ERC-3643, for a compliance of another make.
    function _carryOutPlainly(Movement memory movement) private {
        if (movement.kind.isJudged() && _complies(movement) != TransferRestriction.None) _refuseRule(movement);
        _update(movement.from, movement.to, movement.amount);
        IERC3643Compliance rules = _settings().compliance;
        if (movement.kind == MovementKind.Mint) rules.created(movement.to, movement.amount);
        else if (movement.kind == MovementKind.Burn) rules.destroyed(movement.from, movement.amount);
        else rules.transferred(movement.from, movement.to, movement.amount);
    }

    function _enforce(Movement memory movement) private returns (bool) {
        ITransferRules rules = ITransferRules(address(_settings().compliance));
        bool allowed;
        bool settles;
        if (!movement.kind.isJudged()) {
            (, settles) = rules.enforce(movement);
            return settles;
        }
        try rules.enforce(movement) returns (bool isAllowed, bool doesSettle) {
            (allowed, settles) = (isAllowed, doesSettle);
        } catch {}
        if (!allowed) _refuseRule(movement);
        return settles;
    }

    function _judgeParties(Passage memory passage, uint8 receiverFlags, Party memory known) private view {
        Movement memory movement = passage.movement;
        (address from, address to) = (movement.from, movement.to);
        if (known.identity == address(0)) {
            (passage.sender, passage.receiver) = _partiesOf(from, to);
        } else {
            passage.sender = known;
            (, passage.receiver) = _partiesOf(address(0), to);
        }
        (movement.fromIdentity, movement.fromCountry) = _partyOf(passage.sender, from);
        (movement.toIdentity, movement.toCountry) = _partyOf(passage.receiver, to);
        // Rules ask for both if one of the two came out of the cache.
        if (passage.sender.identity == address(0) || passage.receiver.identity == address(0)) {
            (movement.fromIdentity, movement.toIdentity) = (address(0), address(0));
        }

        if (passage.sender.verifiedUntil <= block.timestamp) {
            passage.restriction = TransferRestriction.SenderUnverified;
        } else if (to == address(0)) passage.restriction = TransferRestriction.ReceiverMissing;
        else if (receiverFlags & LOST != 0) passage.restriction = TransferRestriction.ReceiverLost;
        else if (receiverFlags & FROZEN != 0) passage.restriction = TransferRestriction.ReceiverFrozen;
        else if (passage.receiver.verifiedUntil <= block.timestamp) {
            passage.restriction = TransferRestriction.ReceiverUnverified;
        }
    }

    /// @dev One call for what a compliance would need four for.
    function _fillParties(Movement memory movement) private view {
        TokenSettingsStorage storage $ = _settings();
        if (!$.hasPartyRegistry || !MovementReader.lacksParties(movement)) return;
        (address from, address to) = (movement.from, movement.to);
        (Party memory one, Party memory two) = IPartyRegistry(address($.identityRegistry)).recordsOf(from, to);
        (movement.fromIdentity, movement.fromCountry) = _partyOf(one, from);
        (movement.toIdentity, movement.toCountry) = _partyOf(two, to);
    }

    function _refuseRule(Movement memory movement) private view {
        address rules = address(_settings().compliance);
        if (IERC3643Compliance(rules).getTokenBound() != address(this)) {
            revert IModularCompliance.ComplianceTokenNotBound(address(this));
        }
        revert IERC7943Fungible.ERC7943CannotTransfer(movement.from, movement.to, movement.amount);
    }

    function _movementOf(
        MovementKind kind,
        address from,
        address to,
        uint256 amount
    ) private view returns (Movement memory movement) {
        (movement.kind, movement.token, movement.amount) = (kind, address(this), amount);
        (movement.from, movement.to) = (from, to);
    }

    function _partyOf(Party memory party, address wallet) private pure returns (address identity, uint16 country) {
        return (party.identity == address(0) ? wallet : party.identity, party.country);
    }
}
