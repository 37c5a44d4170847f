// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {IUnitArrival} from "../../interfaces/IUnitArrival.sol";
import {IUnitRelease} from "../../interfaces/IUnitRelease.sol";
import {IL1PermissionedGateway} from "./IL1PermissionedGateway.sol";
import {IPayouts} from "./IPayouts.sol";
import {L1Gateway} from "./L1Gateway.sol";
import {PermissionedDistributions} from "./PermissionedDistributions.sol";

/// @notice Implements {IL1PermissionedGateway}: held units ({PermissionedHolding}), distributions
/// ({PermissionedDistributions}).
contract L1PermissionedGateway is PermissionedDistributions {
    using SafeERC20 for IERC20;

    /// @notice Who pairs forms.
    bytes32 public constant KEEPER_ROLE = keccak256("KEEPER");

    /// @dev Gas on L2: of pairing, and of an arrival under the token's rules.
    uint64 private constant _PAIR_GAS = 300_000;
    uint64 private constant _ARRIVE_GAS = 3_000_000;

    mapping(address form => address token) private _homes;
    mapping(address token => address form) private _forms;
    mapping(address form => mapping(address wallet => uint64 sequence)) private _freezeSequences;
    /// @dev Whether it was this gateway that froze a wallet: another's freeze it never ends.
    mapping(address form => mapping(address wallet => bool isFrozen)) private _mirrored;

    /// @param timelock_ Administrator.
    /// @param leastDelay Seconds that its delay must be longer than.
    /// @param place Rollup, guardian and lane.
    /// @param links Messenger, policy and counterpart.
    /// @param keepers Who pairs forms.
    constructor(
        TimelockController timelock_,
        uint256 leastDelay,
        Place memory place,
        Links memory links,
        address[] memory keepers
    ) L1Gateway(timelock_, leastDelay, place, links) {
        _grantAtStart(KEEPER_ROLE, keepers);
    }

    /// @inheritdoc IL1PermissionedGateway
    function pairForm(
        address form,
        address token,
        address source,
        AssetTerms calldata terms
    ) external payable onlyRole(KEEPER_ROLE) {
        if (_homes[form] != address(0) || _forms[token] != address(0)) revert PermissionedFormPaired(form);
        if (form.code.length == 0 || token == address(0)) revert PermissionedFormUnknown(form);
        (_homes[form], _forms[token]) = (token, form);
        _setTerms(form, terms);
        emit FormPaired(form, token, source);
        _messenger.guardToken(form);
        bytes memory data = abi.encodeCall(IUnitArrival.pairUnits, (token, form, source));
        _messenger.sendMessage{value: msg.value}(_counterpart, _PAIR_GAS, data, msg.sender);
    }

    /// @inheritdoc IL1PermissionedGateway
    function sendUnits(
        address form,
        uint256 amount,
        address recipient
    ) external payable nonReentrant returns (uint64 place) {
        address home = _knownHome(form);
        if (recipient == address(0)) revert GatewayRecipientInvalid(recipient);
        if (amount == 0) revert GatewayAmountZero();
        emit UnitsSent(form, msg.sender, recipient, amount);

        // The form's own rules decide whether the holder may send; then the units end here.
        uint256 before = IERC20(form).balanceOf(address(this));
        IERC20(form).safeTransferFrom(msg.sender, address(this), amount);
        uint256 arrived = IERC20(form).balanceOf(address(this)) - before;
        if (arrived != amount) revert PermissionedUnitsMissing(amount, arrived);
        IERC3643(form).burn(address(this), amount);
        bytes memory data = abi.encodeCall(IUnitArrival.arriveUnits, (home, msg.sender, recipient, amount));
        place = _messenger.sendMessage{value: msg.value}(_counterpart, _ARRIVE_GAS, data, msg.sender);
    }

    /// @inheritdoc IUnitRelease
    function releaseUnits(address form, address recipient, uint256 amount) external nonReentrant {
        _release(form, recipient, amount);
    }

    /// @inheritdoc IUnitRelease
    function mirrorFreeze(address form, address wallet, bool isFrozen, uint64 sequence) external nonReentrant {
        _checkMessage(this.termsOf(form).finalityClass);
        uint64 last = _freezeSequences[form][wallet];
        if (sequence <= last) revert PermissionedFreezeStale(last, sequence);
        _freezeSequences[form][wallet] = sequence;
        emit FreezeMirrored(form, wallet, isFrozen, sequence);
        _mirror(form, wallet, isFrozen);
    }

    /// @inheritdoc IPayouts
    /// @dev Units refunded by the escape come back as they were: created, or held.
    function payOut(address form, address recipient, uint256 amount) external override onlyHatch nonReentrant {
        _knownHome(form);
        _createOrHold(form, recipient, amount, 0);
    }

    /// @inheritdoc IL1PermissionedGateway
    function exitUnits(
        address form,
        address wallet,
        uint256 amount,
        bool isFrozen,
        uint256 frozen
    ) external onlyHatch nonReentrant {
        _knownHome(form);
        if (frozen > amount) frozen = amount;
        if (isFrozen) {
            _mirror(form, wallet, true);
            _holdUnits(form, wallet, amount, frozen);
        } else {
            _createOrHold(form, wallet, amount, frozen);
        }
    }

    /// @inheritdoc IL1PermissionedGateway
    function homeOf(address form) external view returns (address) {
        return _homes[form];
    }

    /// @inheritdoc IL1PermissionedGateway
    function formOf(address token) external view returns (address) {
        return _forms[token];
    }

    /// @dev What the recipient may not hold is held for its identity.
    function _deliver(address form, address recipient, uint256 amount) internal override {
        _createOrHold(form, recipient, amount, 0);
    }

    /// @dev Nothing is ever owed, so nothing is ever collected.
    function _send(address, address, uint256, uint256) internal pure override returns (bool) {
        return false;
    }

    function _payGas() internal pure override returns (uint256) {
        return 0;
    }

    function _mirror(address form, address wallet, bool isFrozen) private {
        if (isFrozen == IERC3643(form).isFrozen(wallet)) return;
        if (!isFrozen && !_mirrored[form][wallet]) return;
        _mirrored[form][wallet] = isFrozen;
        IERC3643(form).setAddressFrozen(wallet, isFrozen);
    }

    function _knownHome(address form) private view returns (address home) {
        home = _homes[form];
        if (home == address(0)) revert PermissionedFormUnknown(form);
    }
}
