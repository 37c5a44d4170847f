// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IUnitRelease} from "../../interfaces/IUnitRelease.sol";
import {IPayouts} from "./IPayouts.sol";

/// @notice The gateway of permissioned tokens on L1, one for each lane. The form on L1 is a token of the same suite,
/// whose
/// agent and holder the gateway is: it alone mints and burns, and the form's own rules decide who holds.
/// Source: spec/bridge.md, BRIDGE-20 to BRIDGE-25.
interface IL1PermissionedGateway is IUnitRelease {
    /// @notice Units that wait until their recipient may hold them.
    /// @param form The form on L1.
    /// @param recipient Who was to get them.
    /// @param identity Its identity when they were held; zero: it had none.
    /// @param amount Base units; zero: they were released.
    /// @param frozen Those of them that are frozen.
    struct HeldUnits {
        address form;
        address recipient;
        address identity;
        uint256 amount;
        uint256 frozen;
    }

    /// @notice What a distribution has paid for the form's units.
    /// @param recordDate Date of the form whose balances count.
    /// @param cash Token of L1.
    /// @param amount Base units of the cash.
    struct Distribution {
        address form;
        uint48 recordDate;
        address cash;
        uint256 amount;
    }

    event FormPaired(address indexed form, address indexed token, address source);
    event UnitsSent(address indexed form, address indexed sender, address indexed recipient, uint256 amount);
    event UnitsHeld(uint64 indexed id, address indexed recipient, HeldUnits held);
    event HeldUnitsReleased(uint64 indexed id, address indexed wallet, uint256 amount);
    event FreezeMirrored(address indexed form, address indexed wallet, bool isFrozen, uint64 sequence);
    event DistributionBridged(uint64 indexed id, Distribution distribution);
    event DistributionPaid(uint64 indexed id, address indexed holder, uint256 amount);

    error PermissionedFormUnknown(address form);
    error PermissionedFormPaired(address form);
    error PermissionedUnitsMissing(uint256 expected, uint256 actual);
    error PermissionedHeldUnknown(uint64 id);
    error PermissionedIdentityMismatch(address expected, address actual);
    error PermissionedIneligible(address form, address wallet);
    error PermissionedFreezeStale(uint64 last, uint64 actual);
    error PermissionedCashMissing(address cash, uint256 expected, uint256 actual);
    error PermissionedDistributionUnknown(uint64 id);
    error PermissionedNothingDue(uint64 id, address holder);

    /// @notice Pairs a form with its token on L2, which a message tells.
    /// @param source Where the token's distributions are paid on L2; the zero address: none are bridged.
    /// @param terms Limit and class of the form.
    /// @dev *Caller:* a keeper, who pays for the message. *Reverts:* PermissionedFormPaired, PermissionedFormUnknown
    /// for an
    /// address without code, GatewayTermsInvalid, and as {IL1Messenger-sendMessage}.
    function pairForm(address form, address token, address source, IPayouts.AssetTerms calldata terms) external payable;

    /// @notice Sends units back to L2; the wei sent along pay the message, and what is beyond comes back.
    /// @return place Place of the message.
    /// @dev *Caller:* a holder with an allowance for the gateway. *Reverts:* PermissionedFormUnknown,
    /// GatewayRecipientInvalid, GatewayAmountZero, PermissionedUnitsMissing, what the form's rules say, and as
    /// {IL1Messenger-sendMessage}. *Source:* BRIDGE-20, BRIDGE-21.
    function sendUnits(address form, uint256 amount, address recipient) external payable returns (uint64 place);

    /// @notice Releases held units to a wallet of the identity for which they are held.
    /// @dev *Caller:* anyone. *Reverts:* PermissionedHeldUnknown, PermissionedIdentityMismatch, PermissionedIneligible
    /// when
    /// the wallet may not hold them or the recipient is frozen, BridgePaused, BridgeLaneFrozen. *Source:* BRIDGE-22.
    function releaseHeld(uint64 id, address wallet) external;

    /// @notice Pays a holder its part of a distribution.
    /// @return amount floor(amount × balance ÷ supply) at the record date.
    /// @dev *Caller:* anyone; the cash goes to the holder. *Reverts:* PermissionedDistributionUnknown,
    /// PermissionedNothingDue, PermissionedIneligible, BridgePaused, BridgeLaneFrozen. *Source:* BRIDGE-25.
    function claimDistribution(uint64 id, address holder) external returns (uint256 amount);

    /// @notice Creates the units of a wallet that leaves by the escape.
    /// @param amount What it holds on L2, base units.
    /// @param isFrozen Whether the wallet is frozen on L2: then they are held.
    /// @param frozen Units of it that are frozen on L2, and stay so.
    /// @dev *Caller:* the hatch. *Reverts:* GatewayNotHatch, PermissionedFormUnknown. *Source:* ESCAPE-7.
    function exitUnits(address form, address wallet, uint256 amount, bool isFrozen, uint256 frozen) external;

    /// @notice The token on L2 of a form; the zero address when it has none.
    function homeOf(address form) external view returns (address);

    /// @notice The form of a token on L2; the zero address when it has none.
    function formOf(address token) external view returns (address);

    /// @notice Units that are held.
    function heldUnits(uint64 id) external view returns (HeldUnits memory);

    /// @notice What a distribution has paid.
    function distributionOf(uint64 id) external view returns (Distribution memory);
}
