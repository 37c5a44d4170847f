// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The gateway of permissioned tokens on L2, a predeploy and a verified holder of every token that it serves:
/// units
/// that cross are locked in it. Source: spec/bridge.md, BRIDGE-20 to BRIDGE-25.
interface IL2PermissionedGateway {
    /// @notice What belongs to a token.
    /// @param form Its form on L1.
    /// @param source Where its distributions are paid.
    struct Pairing {
        address form;
        address source;
    }

    /// @notice Locked units that wait until their recipient may hold them.
    /// @param token The token.
    /// @param recipient Who was to get them.
    /// @param identity Its identity when they were held; zero: it had none.
    /// @param amount Base units; zero: they were released.
    struct LockedUnits {
        address token;
        address recipient;
        address identity;
        uint256 amount;
    }

    event TokenPairedWithForm(address indexed token, Pairing pairing);
    event UnitsLocked(address indexed token, address indexed sender, address indexed recipient, uint256 amount);
    event UnitsUnlocked(address indexed token, address indexed recipient, uint256 amount);
    event UnitsKept(uint64 indexed id, address indexed recipient, LockedUnits kept);
    event KeptUnitsReleased(uint64 indexed id, address indexed wallet, uint256 amount);
    event DistributionForwarded(address indexed token, bytes32 indexed id, uint48 recordDate, uint256 amount);

    error L2PermissionedTokenUnknown(address token);
    error L2PermissionedUnitsMissing(uint256 expected, uint256 actual);
    error L2PermissionedKeptUnknown(uint64 id);
    error L2PermissionedIdentityMismatch(address expected, address actual);
    error L2PermissionedIneligible(address token, address wallet);
    error L2PermissionedRecordDateUnknown(address token, uint48 recordDate);
    error L2PermissionedPaymentInvalid(bytes32 id);

    /// @notice Sends units to L1: they are locked here.
    /// @return place Place of the message.
    /// @dev *Caller:* a holder with an allowance for the gateway. *Reverts:* L2PermissionedTokenUnknown,
    /// L2GatewayRecipientInvalid, L2GatewayAmountZero, L2PermissionedUnitsMissing, and what the token's rules say.
    /// *Source:* BRIDGE-20, BRIDGE-21.
    function sendUnits(address token, uint256 amount, address recipient) external returns (uint64 place);

    /// @notice Releases kept units to a wallet of the identity for which they are kept.
    /// @dev *Caller:* anyone. *Reverts:* L2PermissionedKeptUnknown, L2PermissionedIdentityMismatch,
    /// L2PermissionedIneligible. *Source:* BRIDGE-22.
    function releaseKept(uint64 id, address wallet) external;

    /// @notice Tells L1 whether a wallet is frozen.
    /// @dev *Caller:* anyone. *Reverts:* L2PermissionedTokenUnknown. *Source:* BRIDGE-23.
    function tellFreeze(address token, address wallet) external returns (uint64 place);

    /// @notice Tells L1 of a record date.
    /// @dev *Caller:* anyone. *Reverts:* L2PermissionedTokenUnknown, L2PermissionedRecordDateUnknown. *Source:*
    /// BRIDGE-25.
    function tellRecordDate(address token, uint48 recordDate) external returns (uint64 place);

    /// @notice Claims what a distribution pays for the locked units and sends it to L1.
    /// @param id Id of the distribution at the token's source.
    /// @dev *Caller:* anyone. *Reverts:* L2PermissionedTokenUnknown, L2PermissionedPaymentInvalid when it is another
    /// token's,
    /// or its cash has no home on L1, or was forwarded. *Source:* BRIDGE-25.
    function forwardDistribution(address token, bytes32 id) external returns (uint64 place);

    /// @notice What belongs to a token; zeros when it is not served.
    function pairingOf(address token) external view returns (Pairing memory);

    /// @notice Units that are kept.
    function keptUnits(uint64 id) external view returns (LockedUnits memory);
}
