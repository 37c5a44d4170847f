// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Where a transaction or CREATE makes a contract. Source: Ethereum Yellow Paper, section 7.
library CreatedAddress {
    /// @notice The last 20 bytes of keccak256(rlp([creator, nonce])).
    /// @param nonce Below 2^64.
    function addressOf(uint256 creator, uint256 nonce) internal pure returns (uint256) {
        bytes20 account = bytes20(uint160(creator));
        if (nonce < 0x80) {
            // Zero is written as the empty string.
            uint8 only = nonce == 0 ? 0x80 : uint8(nonce);
            return _addressIn(keccak256(abi.encodePacked(uint8(0xd6), uint8(0x94), account, only)));
        }
        uint256 digits = 1;
        while (nonce >> (8 * digits) != 0) ++digits;
        bytes memory item = abi.encodePacked(uint8(0x80 + digits), bytes8(uint64(nonce << (64 - 8 * digits))));
        assembly ("memory-safe") {
            // The number's first byte and as many as it has.
            mstore(item, add(digits, 1))
        }
        return _addressIn(keccak256(abi.encodePacked(uint8(0xd6 + digits), uint8(0x94), account, item)));
    }

    function _addressIn(bytes32 hash) private pure returns (uint256) {
        return uint160(uint256(hash));
    }
}
