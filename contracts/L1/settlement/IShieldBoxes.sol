// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Shields what comes from an EVM lane without a step of the holder's on L1: a withdrawal goes to an address
/// that
/// stands for one asset, one receiver of a note and one owner, and anyone carries it on. Source: spec/settlement.md,
/// SETTLE-110 to SETTLE-114.
interface IShieldBoxes {
    /// @notice What an address stands for.
    /// @param asset Number of the asset.
    /// @param receiver Of the note, SETTLE-23.
    /// @param owner Who gets on L1 what is not shielded.
    struct Purpose {
        uint32 asset;
        uint256 receiver;
        address owner;
    }

    event BoxOpened(address indexed box, Purpose purpose);
    event BoxShielded(address indexed box, uint64 indexed shield, uint256 amount);
    event BoxRefunded(address indexed box, address indexed owner, uint256 amount);
    event BoxTokenRefunded(address indexed box, address indexed owner, address indexed token, uint256 amount);

    error ShieldBoxReceiverInvalid(uint256 receiver);
    error ShieldBoxOwnerMissing();
    error ShieldBoxAssetUnknown(uint32 asset);
    error ShieldBoxTokenIsAsset(uint32 asset, address token);
    error ShieldBoxEmpty(address box);
    error ShieldBoxClosed(address box);
    error ShieldBoxNotOwner(address expected, address actual);
    error ShieldBoxFeeTooLow(uint256 expected, uint256 actual);
    error ShieldBoxRefundRefused(address to, uint256 amount);

    /// @notice The address to withdraw to.
    /// @dev *Reverts:* ShieldBoxReceiverInvalid for what no note can have, ShieldBoxOwnerMissing. *Source:* SETTLE-110.
    function boxOf(Purpose calldata purpose) external view returns (address);

    /// @notice Shields all that a box holds; the wei sent along pay the queue, and what is beyond comes back.
    /// @return number Of the shield.
    /// @dev *Caller:* anyone. *Reverts:* ShieldBoxReceiverInvalid, ShieldBoxOwnerMissing, ShieldBoxAssetUnknown,
    /// ShieldBoxEmpty, ShieldBoxClosed, ShieldBoxFeeTooLow, ShieldBoxRefundRefused, and as the gateway and the token
    /// do. *Source:*
    /// SETTLE-111, SETTLE-112.
    function shield(Purpose calldata purpose) external payable returns (uint64 number);

    /// @notice Pays all that a box holds to its owner, and closes it: nothing is shielded from it any more, and what
    /// comes later goes the same way.
    /// @dev *Caller:* the owner, as often as there is something. *Reverts:* ShieldBoxNotOwner, ShieldBoxAssetUnknown,
    /// and as the token does. *Source:* SETTLE-113.
    function refund(Purpose calldata purpose) external;

    /// @notice Pays all that a box holds of another token than its asset's to its owner; the box stays open.
    /// @dev *Caller:* the owner. *Reverts:* ShieldBoxNotOwner, ShieldBoxTokenIsAsset, and as the token does. *Source:*
    /// SETTLE-113.
    function refundToken(Purpose calldata purpose, address token) external;
}
