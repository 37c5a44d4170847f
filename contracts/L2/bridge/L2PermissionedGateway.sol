// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {IBridgedToken} from "../../interfaces/IBridgedToken.sol";
import {IDistributionSource} from "../../interfaces/IDistributionSource.sol";
import {IL2PermissionedGateway} from "../../interfaces/IL2PermissionedGateway.sol";
import {IL2TokenGateway} from "../../interfaces/IL2TokenGateway.sol";
import {IRecordDates} from "../../interfaces/IRecordDates.sol";
import {IUnitArrival} from "../../interfaces/IUnitArrival.sol";
import {IUnitRelease} from "../../interfaces/IUnitRelease.sol";
import {Predeploys} from "../../libraries/Predeploys.sol";
import {KeptUnits} from "./KeptUnits.sol";
import {L2Gateway} from "./L2Gateway.sol";

/// @notice Implements {IL2PermissionedGateway}: kept units ({KeptUnits}). Genesis has nothing in its storage.
contract L2PermissionedGateway is IUnitArrival, KeptUnits {
    using SafeERC20 for IERC20;

    /// @dev Gas on L1: of creating units under the form's rules, of a freeze or a date, and of declaring a
    /// distribution.
    uint64 private constant _RELEASE_GAS = 1_500_000;
    uint64 private constant _TELL_GAS = 300_000;
    uint64 private constant _DISTRIBUTE_GAS = 500_000;

    mapping(address token => Pairing pairing) private _pairings;
    mapping(address token => mapping(bytes32 id => bool isForwarded)) private _isForwarded;
    uint64 private _sequence;

    /// @param counterpart_ The gateway of permissioned tokens on L1.
    constructor(address counterpart_) L2Gateway(counterpart_) {}

    /// @inheritdoc IUnitArrival
    function pairUnits(address token, address form, address source) external onlyCounterpart {
        Pairing memory pairing = Pairing(form, source);
        _pairings[token] = pairing;
        emit TokenPairedWithForm(token, pairing);
        MESSENGER.forbid(token);
    }

    /// @inheritdoc IUnitArrival
    function arriveUnits(
        address token,
        address,
        address recipient,
        uint256 amount
    ) external onlyCounterpart nonReentrant {
        _known(token);
        _unlockOrKeep(token, recipient, amount);
    }

    /// @inheritdoc IL2PermissionedGateway
    function sendUnits(address token, uint256 amount, address recipient) external nonReentrant returns (uint64 place) {
        address form = _known(token).form;
        if (recipient == address(0)) revert L2GatewayRecipientInvalid(recipient);
        if (amount == 0) revert L2GatewayAmountZero();
        emit UnitsLocked(token, msg.sender, recipient, amount);

        // The token's own rules decide whether the holder may send.
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        uint256 arrived = IERC20(token).balanceOf(address(this)) - before;
        if (arrived != amount) revert L2PermissionedUnitsMissing(amount, arrived);
        place = _tell(_RELEASE_GAS, abi.encodeCall(IUnitRelease.releaseUnits, (form, recipient, amount)));
    }

    /// @inheritdoc IL2PermissionedGateway
    function tellFreeze(address token, address wallet) external returns (uint64 place) {
        address form = _known(token).form;
        bool isFrozen = IERC3643(token).isFrozen(wallet);
        uint64 sequence = ++_sequence;
        place = _tell(_TELL_GAS, abi.encodeCall(IUnitRelease.mirrorFreeze, (form, wallet, isFrozen, sequence)));
    }

    /// @inheritdoc IL2PermissionedGateway
    function tellRecordDate(address token, uint48 recordDate) external returns (uint64 place) {
        address form = _known(token).form;
        if (!IRecordDates(token).isRecordDate(recordDate)) {
            revert L2PermissionedRecordDateUnknown(token, recordDate);
        }
        place = _tell(_TELL_GAS, abi.encodeCall(IUnitRelease.mirrorRecordDate, (form, recordDate)));
    }

    /// @inheritdoc IL2PermissionedGateway
    function forwardDistribution(address token, bytes32 id) external nonReentrant returns (uint64 place) {
        Pairing memory pairing = _known(token);
        IDistributionSource source = IDistributionSource(pairing.source);
        if (address(source) == address(0)) revert L2PermissionedPaymentInvalid(id);
        IDistributionSource.SourcePayment memory payment = source.paymentOf(id);
        address cash = _homeOf(payment.cash);
        if (payment.token != token || cash == address(0)) revert L2PermissionedPaymentInvalid(id);

        if (_isForwarded[token][id]) revert L2PermissionedPaymentInvalid(id);
        _isForwarded[token][id] = true;
        uint256 amount = _claim(source, id, payment);
        emit DistributionForwarded(token, id, payment.recordDate, amount);
        IL2TokenGateway(Predeploys.TOKEN_GATEWAY).withdraw(cash, amount, _counterpart);
        bytes memory data = abi.encodeCall(IUnitRelease.distribute, (pairing.form, payment.recordDate, cash, amount));
        place = _tell(_DISTRIBUTE_GAS, data);
    }

    /// @inheritdoc IL2PermissionedGateway
    function pairingOf(address token) external view returns (Pairing memory) {
        return _pairings[token];
    }

    /// @dev Anyone may have claimed for the gateway: then it has what was due to it.
    function _claim(
        IDistributionSource source,
        bytes32 id,
        IDistributionSource.SourcePayment memory payment
    ) private returns (uint256) {
        if (!source.isClaimed(id, address(this))) return source.claim(id, address(this));
        uint256 balance = IRecordDates(payment.token).balanceOfAt(address(this), payment.recordDate);
        return Math.mulDiv(payment.amount, balance, payment.supply);
    }

    function _tell(uint64 gasLimit, bytes memory data) private returns (uint64) {
        return MESSENGER.sendMessage(_counterpart, gasLimit, data);
    }

    function _known(address token) private view returns (Pairing memory pairing) {
        pairing = _pairings[token];
        if (pairing.form == address(0)) revert L2PermissionedTokenUnknown(token);
    }

    /// @dev The token of L1 whose form the cash is; zero when it is none.
    function _homeOf(address cash) private view returns (address) {
        try IBridgedToken(cash).l1Token() returns (address home) {
            return IL2TokenGateway(Predeploys.TOKEN_GATEWAY).formOf(home) == cash ? home : address(0);
        } catch {
            return address(0);
        }
    }
}
