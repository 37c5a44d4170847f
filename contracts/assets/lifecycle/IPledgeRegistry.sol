// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetId} from "../../types/AssetId.sol";

/// @notice One live asset per document hash and per physical serial: nothing is pledged twice. A claim belongs to a
/// registration submission and holds while that submission is in force and its asset lives.
/// Source: spec/lifecycle.md, LIFE-13 to LIFE-16.
interface IPledgeRegistry {
    event DocumentsClaimed(AssetId indexed asset, bytes32 indexed submission, bytes32[] documents);
    event SerialsClaimed(
        AssetId indexed asset,
        bytes32 indexed submission,
        uint256 page,
        bytes32 pageRoot,
        bytes32[] serials
    );

    error PledgeTaken(bytes32 key, AssetId holder);
    error PledgePageEmpty(uint256 page);
    error PledgePageOversized(uint256 page, uint256 actual);
    error PledgePageAfterLast(uint256 page);
    error PledgeSerialOutOfOrder(uint256 page, uint256 position, bytes32 serial);

    /// @notice Claims documents for a submission. *Caller:* restricted (Registration).
    function claimDocuments(AssetId asset, bytes32 submission, bytes32[] calldata documents) external;

    /// @notice Claims the next page of serials: 512, fewer only on the last page, strictly ascending over all pages.
    /// *Caller:* restricted (Registration).
    /// @param serials keccak256 of each normalised serial.
    function claimSerials(AssetId asset, bytes32 submission, bytes32[] calldata serials) external;

    /// @notice Live asset that holds a document or serial hash, or zero.
    function holderOf(bytes32 key) external view returns (AssetId);

    /// @notice Root and number of the serials claimed for a submission so far.
    function serialsOf(bytes32 submission) external view returns (bytes32 root, uint256 count);
}
