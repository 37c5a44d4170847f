// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {IRecordDates} from "../../interfaces/IRecordDates.sol";
import {IDistribution} from "./IDistribution.sol";
import {IRwaToken} from "./IRwaToken.sol";

/// @notice See {IDistribution}.
contract Distribution is IDistribution, AccessManaged, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    mapping(bytes32 id => Payment) private _payments;
    mapping(bytes32 id => mapping(address holder => bool)) public isClaimed;

    constructor(address authority_) AccessManaged(authority_) {}

    /// @inheritdoc IDistribution
    function declare(
        address token,
        uint48 recordDate,
        address cash,
        address payer,
        uint256 amount
    ) external restricted nonReentrant returns (bytes32 id) {
        id = keccak256(abi.encode(token, recordDate));
        if (_payments[id].amount != 0) revert DistributionAlreadyDeclared(token, recordDate);
        if (amount == 0) revert DistributionAmountZero();
        uint256 supply = IRecordDates(token).totalSupplyAt(recordDate);
        if (supply == 0) revert DistributionSupplyZero(token, recordDate);

        Payment memory payment = Payment({
            token: token,
            recordDate: recordDate,
            cash: cash,
            payer: payer,
            amount: amount,
            supply: supply,
            claimedUnits: 0,
            paid: 0,
            isSwept: false
        });
        _payments[id] = payment;
        emit DistributionDeclared(id, token, recordDate, payment);

        uint256 held = IERC20(cash).balanceOf(address(this));
        IERC20(cash).safeTransferFrom(payer, address(this), amount);
        uint256 received = IERC20(cash).balanceOf(address(this)) - held;
        if (received != amount) revert DistributionCashShort(amount, received);
    }

    /// @inheritdoc IDistribution
    function claim(bytes32 id, address holder) external nonReentrant returns (uint256 amount) {
        Payment storage payment = _known(id);
        if (isClaimed[id][holder]) revert DistributionAlreadyClaimed(id, holder);
        uint256 balance = IRecordDates(payment.token).balanceOfAt(holder, payment.recordDate);
        if (balance == 0) revert DistributionNothingDue(id, holder);
        address recipient = _recipientOf(payment.token, holder);

        amount = Math.mulDiv(payment.amount, balance, payment.supply);
        isClaimed[id][holder] = true;
        payment.claimedUnits += balance;
        payment.paid += amount;
        emit DistributionClaimed(id, holder, recipient, amount);
        IERC20(payment.cash).safeTransfer(recipient, amount);
    }

    /// @inheritdoc IDistribution
    function sweep(bytes32 id) external nonReentrant {
        Payment storage payment = _known(id);
        uint256 open = payment.supply - payment.claimedUnits;
        if (open != 0) revert DistributionClaimsOpen(id, open);
        if (payment.isSwept) revert DistributionAlreadyClaimed(id, payment.payer);
        uint256 residue = payment.amount - payment.paid;
        payment.isSwept = true;
        emit DistributionResidueReturned(id, payment.payer, residue);
        if (residue != 0) IERC20(payment.cash).safeTransfer(payment.payer, residue);
    }

    /// @inheritdoc IDistribution
    function paymentOf(bytes32 id) external view returns (Payment memory) {
        return _payments[id];
    }

    /// @inheritdoc IDistribution
    function dueTo(bytes32 id, address holder) external view returns (uint256) {
        Payment storage payment = _known(id);
        if (isClaimed[id][holder]) return 0;
        uint256 balance = IRecordDates(payment.token).balanceOfAt(holder, payment.recordDate);
        return Math.mulDiv(payment.amount, balance, payment.supply);
    }

    function _known(bytes32 id) private view returns (Payment storage payment) {
        payment = _payments[id];
        if (payment.amount == 0) revert DistributionUnknown(id);
    }

    /// @dev A lost wallet's claim follows the recovery, over several recoveries if need be.
    function _recipientOf(address token, address holder) private view returns (address recipient) {
        recipient = holder;
        address next = IRwaToken(token).recoveredTo(recipient);
        while (next != address(0)) {
            recipient = next;
            next = IRwaToken(token).recoveredTo(recipient);
        }
        bool isEligible =
            IERC3643(token).identityRegistry().isVerified(recipient) && !IERC3643(token).isFrozen(recipient);
        if (!isEligible) revert DistributionHolderIneligible(token, recipient);
    }
}
