// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Identifier of one real-world asset, the same on every chain.
/// @dev keccak256(abi.encode(originator, salt)); zero is never a valid id. Source: LIFE-1.
type AssetId is bytes32;

using {equal as ==, isZero} for AssetId global;

/// @notice Whether two ids name the same asset.
function equal(AssetId a, AssetId b) pure returns (bool) {
    return AssetId.unwrap(a) == AssetId.unwrap(b);
}

/// @notice Whether the id is the zero value, which names no asset.
function isZero(AssetId id) pure returns (bool) {
    return AssetId.unwrap(id) == bytes32(0);
}
