// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC3643Compliance} from "../interfaces/erc3643/IERC3643Compliance.sol";
import {IERC3643IdentityRegistry} from "../interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {IERC7943Fungible} from "../interfaces/erc3643/IERC7943Fungible.sol";
import {ITransferRules} from "../assets/compliance/ITransferRules.sol";
import {Movement} from "../assets/compliance/Movement.sol";
import {MovementKind} from "../assets/compliance/MovementKind.sol";
import {IWalletListener} from "../assets/identity/IWalletListener.sol";

/// @notice A token without checks of its own, so that tests see what rules do: it asks and tells its compliance either
/// by {ITransferRules}, before balances change, or as ERC-3643 has it. Anyone may call everything.
contract RuledTokenMock is ERC20, IWalletListener {
    IERC3643IdentityRegistry public immutable identityRegistry;
    bool public immutable plain;
    IERC3643Compliance public compliance;
    mapping(address account => bool) public isAgent;

    constructor(IERC3643IdentityRegistry registry, bool plain_) ERC20("Ruled", "RULED") {
        identityRegistry = registry;
        plain = plain_;
    }

    function setCompliance(IERC3643Compliance next) external {
        compliance = next;
    }

    function addAgent(address agent) external {
        isAgent[agent] = true;
    }

    function removeAgent(address agent) external {
        isAgent[agent] = false;
    }

    function mint(address to, uint256 amount) external {
        _ruled(MovementKind.Mint, address(0), to, amount);
    }

    function burn(address from, uint256 amount) external {
        _ruled(MovementKind.Burn, from, address(0), amount);
    }

    function forcedTransfer(address from, address to, uint256 amount) external returns (bool) {
        _ruled(MovementKind.Forced, from, to, amount);
        return true;
    }

    function recoveryAddress(address lost, address successor, address) external returns (bool) {
        _ruled(MovementKind.Recovery, lost, successor, balanceOf(lost));
        return true;
    }

    /// @inheritdoc IWalletListener
    function walletChanged(
        address wallet,
        address oldIdentity,
        address newIdentity,
        uint16 oldCountry,
        uint16 newCountry
    ) external {
        if (plain) return;
        IWalletListener(address(compliance)).walletChanged(wallet, oldIdentity, newIdentity, oldCountry, newCountry);
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        _ruled(MovementKind.Transfer, msg.sender, to, amount);
        return true;
    }

    function _ruled(MovementKind kind, address from, address to, uint256 amount) private {
        if (plain) {
            bool judged = kind == MovementKind.Transfer || kind == MovementKind.Mint;
            if (judged && !compliance.canTransfer(from, to, amount)) _refuse(from, to, amount);
            _update(from, to, amount);
            if (kind == MovementKind.Mint) compliance.created(to, amount);
            else if (kind == MovementKind.Burn) compliance.destroyed(from, amount);
            else compliance.transferred(from, to, amount);
            return;
        }
        if (from != address(0) && balanceOf(from) < amount) {
            revert ERC20InsufficientBalance(from, balanceOf(from), amount);
        }
        Movement memory movement;
        (movement.kind, movement.token) = (kind, address(this));
        (movement.from, movement.to, movement.amount) = (from, to, amount);
        if (from != address(0)) movement.fromBalance = balanceOf(from);
        if (to != address(0)) movement.toBalance = balanceOf(to);
        (bool allowed, bool settles) = ITransferRules(address(compliance)).enforce(movement);
        if (!allowed) _refuse(from, to, amount);
        _update(from, to, amount);
        if (settles) ITransferRules(address(compliance)).settle(movement);
    }

    function _refuse(address from, address to, uint256 amount) private pure {
        revert IERC7943Fungible.ERC7943CannotTransfer(from, to, amount);
    }
}
