// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What is registered about an asset. Its hash, keccak256(abi.encode(record)), is what attesters sign about.
/// @param assetClass keccak256 of the class name; its checkpoints apply.
/// @param salt Chosen by the originator; with the originator's address it gives the asset id.
/// @param lei ISO 17442 code of the legal entity, 20 ASCII characters.
/// @param jurisdiction ISO 3166-1 numeric code.
/// @param currency ISO 4217 code, 3 ASCII characters.
/// @param attestedValue Appraised value, millionths of the currency.
/// @param serialRoot Root of the serials (SerialTree), zero for an asset without serials.
/// @param serialCount Number of serials.
/// @param details keccak256 of the canonical bytes of the asset file.
/// @param documents Hashes of the title documents, 1 to 32, pledged to this asset alone.
struct RegistrationRecord {
    bytes32 assetClass;
    bytes32 salt;
    bytes20 lei;
    uint16 jurisdiction;
    bytes3 currency;
    uint256 attestedValue;
    bytes32 serialRoot;
    uint32 serialCount;
    bytes32 details;
    bytes32[] documents;
}
