// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMessageTarget} from "./IMessageTarget.sol";

/// @notice What the gateway of permissioned tokens on L2 asks of the one on L1. Source: spec/bridge.md, BRIDGE-20 to
/// BRIDGE-25.
interface IUnitRelease is IMessageTarget {
    /// @notice Creates units of a form for units that were locked on L2.
    /// @param form The form on L1.
    /// @param recipient Who gets them; what it may not hold is held for its identity.
    /// @param amount Base units.
    /// @dev *Caller:* the messenger, for the gateway of permissioned tokens on L2. *Reverts:* MessageSenderInvalid,
    /// GatewayEvidenceMissing. *Source:* BRIDGE-20, BRIDGE-22.
    function releaseUnits(address form, address recipient, uint256 amount) external;

    /// @notice Freezes a wallet as it is frozen on L2, or ends that.
    /// @param sequence Grows with every message about freezes; an older one than the last is refused.
    /// @dev *Caller:* as releaseUnits. *Reverts:* MessageSenderInvalid, GatewayEvidenceMissing,
    /// PermissionedFreezeStale.
    /// *Source:* BRIDGE-23.
    function mirrorFreeze(address form, address wallet, bool isFrozen, uint64 sequence) external;

    /// @notice Schedules a record date of L2 for the form.
    /// @param recordDate Unix time, seconds, in the future.
    /// @dev *Caller:* as releaseUnits. *Reverts:* MessageSenderInvalid, GatewayEvidenceMissing, and as
    /// {IRecordDates-scheduleRecordDate}. *Source:* BRIDGE-25.
    function mirrorRecordDate(address form, uint48 recordDate) external;

    /// @notice Declares what a distribution has paid for the units of the form. The cash must be here; until it is, the
    /// message fails and can be repeated.
    /// @param cash Token of L1.
    /// @param amount Base units of the cash.
    /// @dev *Caller:* as releaseUnits. *Reverts:* MessageSenderInvalid, GatewayEvidenceMissing,
    /// PermissionedCashMissing.
    /// *Source:* BRIDGE-25.
    function distribute(address form, uint48 recordDate, address cash, uint256 amount) external;
}
