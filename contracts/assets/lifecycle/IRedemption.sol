// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetId} from "../../types/AssetId.sol";

/// @notice Pays holders out at maturity, or pro rata from what was recovered after a default, against burning units.
/// Source: spec/servicing.md, REDM-1 to REDM-7.
interface IRedemption {
    event RedemptionFunded(AssetId indexed asset, address indexed payer, uint256 amount);
    event RecoveryDeclared(AssetId indexed asset, address indexed by, uint256 amount, uint256 supply);
    event Redeemed(AssetId indexed asset, address indexed holder, uint256 units, uint256 paid);
    event RedemptionSurplusReturned(AssetId indexed asset, address indexed to, uint256 amount);

    error RedemptionNotOpen(AssetId asset);
    error RedemptionAmountZero(AssetId asset);
    error RedemptionUnderfunded(AssetId asset, uint256 needed, uint256 pool);
    error RedemptionHolderIneligible(AssetId asset, address holder);
    error RedemptionUnitsShort(AssetId asset, address holder, uint256 free, uint256 units);
    error RedemptionAlreadyWindingUp(AssetId asset);
    error RedemptionOverClaim(AssetId asset, uint256 claim, uint256 offered);
    error RedemptionCashShort(uint256 expected, uint256 received);
    error RedemptionNotOver(AssetId asset);

    /// @notice Adds money to the asset's pool. *Caller:* anyone, by allowance; the asset is Matured.
    function fund(AssetId asset, uint256 amount) external;

    /// @notice Funds and fixes what is paid after a default: `amount` over the units outstanding. *Caller:* restricted
    /// (trustees). Ends the chance of a cure.
    /// @dev *Reverts:* {RedemptionOverClaim} when the amount exceeds the holders' claim at maturity.
    function declareRecovery(AssetId asset, uint256 amount) external;

    /// @notice Burns the caller's units, none of them frozen, and pays for them.
    function redeem(AssetId asset, uint256 units) external;

    /// @notice The same for a holder who does not act. *Caller:* restricted (paying agents); the money goes to the
    /// holder.
    function redeemFor(AssetId asset, address holder, uint256 units) external;

    /// @notice Enters Redeemed when no unit is outstanding; {redeem} does so by itself with the last one. *Caller:*
    /// anyone.
    function finish(AssetId asset) external;

    /// @notice Returns what is left after the last unit was redeemed. *Caller:* restricted (paying agents).
    function returnSurplus(AssetId asset, address to) external;

    function poolOf(AssetId asset) external view returns (uint256);
    function paidOf(AssetId asset) external view returns (uint256);

    /// @notice Whether a recovery was declared.
    function isWindingUp(AssetId asset) external view returns (bool);

    /// @notice What redeeming `units` pays, minor units of the cash token, rounded down.
    function payoutFor(AssetId asset, uint256 units) external view returns (uint256);
}
