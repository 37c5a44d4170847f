// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetId} from "./AssetId.sol";
import {Stage} from "./Stage.sol";

/// @notice One signed statement of evidence. Field order is the EIP-712 member order. Source: spec/attestation.md.
/// @param asset Asset the statement is about.
/// @param stage Stage whose entry the statement supports, Registered (1) to Trading (5).
/// @param submission Hash of the submitted stage record, revision included, that the attester looked at.
/// @param topic keccak256 of the topic name, for example keccak256("VALUATION").
/// @param schema Id of the registered schema that names the fields under `fieldsRoot`.
/// @param subject Party the statement is about: the asset's issuer, or one holder. Never the attester.
/// @param documentHash keccak256 of the document's bytes.
/// @param fieldsRoot Merkle root over the document's salted fields, for selective disclosure.
/// @param attester Signer: an externally owned account or an ERC-1271 contract.
/// @param issuedAt Unix time, seconds.
/// @param expiresAt Unix time, seconds; the statement holds while block.timestamp < expiresAt.
/// @param nonce Any number the attester has not used before; order is free.
struct Attestation {
    AssetId asset;
    Stage stage;
    bytes32 submission;
    bytes32 topic;
    bytes32 schema;
    address subject;
    bytes32 documentHash;
    bytes32 fieldsRoot;
    address attester;
    uint64 issuedAt;
    uint64 expiresAt;
    uint256 nonce;
}
