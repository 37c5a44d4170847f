// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What a raw transaction's bytes say. Offsets are of the raw bytes; what its form does not have is zero.
/// @param kind 0, 1, 2, 4 or 0x7e.
/// @param nonce Zero for a deposit.
/// @param maxTip wei per gas
/// @param maxFee wei per gas; of a deposit what it mints, wei.
/// @param gasLimit Gas.
/// @param recipient Address; zero for a creation.
/// @param creation 1 for a creation.
/// @param value wei
/// @param dataOffset Of its data.
/// @param dataSize Bytes.
/// @param accessOffset Of the first entry of its access list.
/// @param addresses Entries of the access list.
/// @param keys Keys of all of them.
/// @param authorizations How many.
/// @param signedOffset Of the items that were signed.
/// @param signedSize Their bytes.
/// @param parity 0 or 1.
/// @param r Of the signature; so s.
/// @param sender Of a deposit.
struct Decoded {
    uint256 kind;
    uint256 nonce;
    uint256 maxTip;
    uint256 maxFee;
    uint256 gasLimit;
    uint256 recipient;
    uint256 creation;
    uint256 value;
    uint256 dataOffset;
    uint256 dataSize;
    uint256 accessOffset;
    uint256 addresses;
    uint256 keys;
    uint256 authorizations;
    uint256 signedOffset;
    uint256 signedSize;
    uint256 parity;
    uint256 r;
    uint256 s;
    uint256 sender;
}
