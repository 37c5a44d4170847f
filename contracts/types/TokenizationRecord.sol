// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The token proposed for a structured asset.
/// @param token Token of a suite the factory deployed.
/// @param codeHash EXTCODEHASH of the token's implementation, which the technical auditor examined.
/// @param metadata keccak256 of the canonical bytes of the token's metadata file.
struct TokenizationRecord {
    address token;
    bytes32 codeHash;
    bytes32 metadata;
}
