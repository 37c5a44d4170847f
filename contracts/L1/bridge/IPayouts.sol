// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Evidence} from "../../types/Evidence.sol";
import {FinalityClass} from "../../types/FinalityClass.sol";
import {IMessageTarget} from "../../interfaces/IMessageTarget.sol";

/// @notice How a gateway of L1 pays out: within the limit of each asset and period, the rest held in order, and what a
/// recipient does not take owed to it. Source: spec/bridge.md, BRIDGE-10, BRIDGE-13, BRIDGE-18, BRIDGE-19.
interface IPayouts is IMessageTarget {
    /// @notice Terms of an asset.
    /// @param most What is paid out in a day at most, base units; 2^96 − 1: no limit.
    /// @param finalityClass Class whose evidence a batch needs; none for ETH, which needs what makes its lane FINAL.
    struct AssetTerms {
        uint96 most;
        FinalityClass finalityClass;
    }

    /// @notice A payment that waits for its turn.
    /// @param recipient Who gets it.
    /// @param amount What is left of it, base units.
    struct Held {
        address recipient;
        uint256 amount;
    }

    event AssetTermsChanged(address indexed asset, AssetTerms terms);
    event PaidOut(address indexed asset, address indexed recipient, uint256 amount);
    event PayoutHeld(address indexed asset, uint64 indexed place, address indexed recipient, uint256 amount);
    event PayoutOwed(address indexed asset, address indexed recipient, uint256 amount);
    event OwedCollected(address indexed asset, address indexed recipient, address to, uint256 amount);
    event HatchConnected(address hatch);

    error GatewayTermsInvalid(AssetTerms terms);
    error GatewayEvidenceMissing(FinalityClass finalityClass, Evidence actual);
    error GatewayNothingOwed(address asset, address recipient);
    error GatewayNothingHeld(address asset);
    error GatewayPaymentRefused(address to, uint256 amount);
    error GatewayHatchConnected(address hatch);
    error GatewayNotContract(address account);
    error GatewayNotHatch(address caller);
    error GatewayRecipientInvalid(address recipient);
    error GatewayAmountZero();

    /// @notice Names the hatch that pays out when the lane has ended.
    /// @dev *Caller:* the deployer during set-up. *Reverts:* GatewayHatchConnected, GatewayNotContract.
    function connectHatch(address hatch) external;

    /// @notice Changes limit and class of an asset.
    /// @dev *Caller:* the timelock. *Reverts:* GatewayTermsInvalid for a limit of zero, no class, or a class of ETH.
    /// *Source:* BRIDGE-18.
    function setTerms(address asset, AssetTerms calldata terms) external;

    /// @notice Pays held payments, the oldest first, as far as the limit allows.
    /// @param times How many at most.
    /// @dev *Caller:* anyone. *Reverts:* GatewayNothingHeld, BridgePaused, BridgeLaneFrozen. *Source:* BRIDGE-18.
    function payHeld(address asset, uint256 times) external;

    /// @notice Pays the caller what it did not take when it was paid.
    /// @param to Where to.
    /// @dev *Caller:* the recipient. *Reverts:* GatewayNothingOwed, GatewayPaymentRefused, BridgePaused,
    /// BridgeLaneFrozen. *Source:* BRIDGE-13.
    function collectOwed(address asset, address to) external;

    /// @notice Pays out of the escape, without limit.
    /// @dev *Caller:* the hatch. *Reverts:* GatewayNotHatch. *Source:* ESCAPE-8.
    function payOut(address asset, address recipient, uint256 amount) external;

    /// @notice Terms of an asset.
    function termsOf(address asset) external view returns (AssetTerms memory);

    /// @notice What may still be paid out of an asset now, base units.
    function allowanceOf(address asset) external view returns (uint256);

    /// @notice What a recipient is owed of an asset, base units.
    function owedTo(address asset, address recipient) external view returns (uint256);

    /// @notice How many payments of an asset wait, and the place of the first.
    function heldCount(address asset) external view returns (uint64 first, uint64 count);

    /// @notice The payment that waits at a place.
    function heldAt(address asset, uint64 place) external view returns (Held memory);
}
