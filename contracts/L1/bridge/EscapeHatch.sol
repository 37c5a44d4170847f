// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Predeploys} from "../../libraries/Predeploys.sol";
import {EscapeRefunds} from "./EscapeRefunds.sol";
import {IEscapeHatch} from "./IEscapeHatch.sol";
import {IL1PermissionedGateway} from "./IL1PermissionedGateway.sol";
import {IL1TokenGateway} from "./IL1TokenGateway.sol";
import {LaneBound} from "./LaneBound.sol";

/// @notice Implements {IEscapeHatch}: the last state ({EscapeState}), refunds ({EscapeRefunds}).
contract EscapeHatch is EscapeRefunds {
    /// @dev The ledger of a token of the suite (ERC-7201, muniment.storage.TokenLedger): wallets by balance and flags
    /// at its
    /// first slot, frozen units at its third.
    bytes32 private constant _LEDGER = 0x8cea323e361b7494e8a1b661cf422284537e4b62a5d43e69c971b56cae6c0b00;
    uint256 private constant _FROZEN_UNITS = 2;
    /// @dev In a wallet's slot: 208 bits of balance, and the flags from bit 248 on, of which two bar a wallet.
    uint256 private constant _FLAGS_SHIFT = 248;
    uint256 private constant _BARRED = 3;

    /// @dev The list of kept units in the gateway of L2 is at its slot 0: four slots each, with token, recipient,
    /// identity and amount.
    uint256 private constant _KEPT = uint256(keccak256(abi.encode(uint256(0))));
    uint256 private constant _KEPT_SIZE = 4;

    /// @dev Slot of the mapping of balances of forms on L2.
    uint256 private immutable _balanceSlot;

    mapping(address asset => mapping(address account => bool isExited)) private _exited;
    mapping(uint64 id => bool isExited) private _keptExited;

    /// @param place Rollup, guardian and lane.
    /// @param parts Queue, messenger and gateways.
    /// @param balanceSlot Slot that forms on L2 name (ESCAPE-4).
    constructor(Place memory place, Parts memory parts, uint256 balanceSlot) LaneBound(place) EscapeRefunds(parts) {
        _balanceSlot = balanceSlot;
    }

    /// @inheritdoc IEscapeHatch
    function exitEth(AccountProof calldata shown) external {
        _checkEscape();
        address beneficiary = _beneficiaryOf(shown);
        _exit(address(0), shown.account, beneficiary, shown.balance);
        _ethGateway.payOut(address(0), beneficiary, shown.balance);
    }

    /// @inheritdoc IEscapeHatch
    function exitToken(address token, AccountProof calldata shown, bytes calldata balanceProof) external {
        _checkEscape();
        IL1TokenGateway gateway = IL1TokenGateway(address(_tokenGateway));
        if (!gateway.isPaired(token)) revert EscapeTokenUnknown(token);
        address beneficiary = _beneficiaryOf(shown);
        bytes32 slot = keccak256(abi.encode(shown.account, _balanceSlot));
        uint256 amount = uint256(_slotValue(gateway.formOf(token), slot, balanceProof));
        _exit(token, shown.account, beneficiary, amount);
        _tokenGateway.payOut(token, beneficiary, amount);
    }

    /// @inheritdoc IEscapeHatch
    function exitUnits(address form, address wallet, bytes calldata ledgerProof, bytes calldata frozenProof) external {
        _checkEscape();
        _checkAccount(wallet);
        address home = _homeOfForm(form);
        uint256 entry = uint256(_slotValue(home, keccak256(abi.encode(wallet, _LEDGER)), ledgerProof));
        bytes32 frozenSlot = keccak256(abi.encode(wallet, uint256(_LEDGER) + _FROZEN_UNITS));
        uint256 frozen = uint256(_slotValue(home, frozenSlot, frozenProof));
        uint256 amount = uint208(entry);
        _exit(form, wallet, wallet, amount);
        _exitUnits(form, wallet, amount, entry, frozen);
    }

    /// @inheritdoc IEscapeHatch
    function exitKept(address form, uint64 id, address wallet, KeptProof calldata shown) external {
        _checkEscape();
        if (_keptExited[id]) revert EscapeKeptExited(id);
        address home = _homeOfForm(form);
        uint256 token = _keptWord(id, 0, shown.tokenProof);
        uint256 recipient = _keptWord(id, 1, shown.recipientProof);
        uint256 amount = _keptWord(id, 3, shown.amountProof);
        bool isFit = token == uint160(home) && recipient == uint160(wallet);
        if (!isFit || amount == 0) revert EscapeNothing(form, wallet);
        uint256 entry = uint256(_slotValue(home, keccak256(abi.encode(wallet, _LEDGER)), shown.ledgerProof));

        _keptExited[id] = true;
        emit AccountExited(form, wallet, wallet, amount);
        _exitUnits(form, wallet, amount, entry, 0);
    }

    /// @inheritdoc IEscapeHatch
    function isExited(address asset, address account) external view returns (bool) {
        return _exited[asset][account];
    }

    function _exitUnits(address form, address wallet, uint256 amount, uint256 entry, uint256 frozen) private {
        bool isBarred = (entry >> _FLAGS_SHIFT) & _BARRED != 0;
        IL1PermissionedGateway(address(_permissionedGateway)).exitUnits(form, wallet, amount, isBarred, frozen);
    }

    function _homeOfForm(address form) private view returns (address home) {
        home = IL1PermissionedGateway(address(_permissionedGateway)).homeOf(form);
        if (home == address(0)) revert EscapeTokenUnknown(form);
    }

    function _keptWord(uint64 id, uint256 word, bytes calldata proof) private view returns (uint256) {
        bytes32 slot = bytes32(_KEPT + _KEPT_SIZE * id + word);
        return uint256(_slotValue(Predeploys.PERMISSIONED_GATEWAY, slot, proof));
    }

    /// @dev Notes an exit before it is paid.
    function _exit(address asset, address account, address beneficiary, uint256 amount) private {
        if (_exited[asset][account]) revert EscapeAlreadyExited(asset, account);
        if (amount == 0) revert EscapeNothing(asset, account);
        _exited[asset][account] = true;
        emit AccountExited(asset, account, beneficiary, amount);
    }
}
