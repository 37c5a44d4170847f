// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Who somebody on L1 is on L2. Source: spec/queue.md, QUEUE-5; the same in TypeScript:
/// packages/protocol/src/queue.
library AddressAlias {
    uint160 private constant _OFFSET = uint160(0x1111000000000000000000000000000000001111);
    /// @dev 0xef0100 and an address (EIP-7702).
    uint256 private constant _DELEGATION_SIZE = 23;
    bytes3 private constant _DELEGATION = 0xef0100;

    /// @notice The sender on L2 of what `account` sends on L1: itself, or its alias when it is a contract, whose
    /// namesake
    /// on L2 may be another's.
    function onL2(address account) internal view returns (address) {
        return _isContract(account) ? aliasOf(account) : account;
    }

    /// @notice The alias of a contract.
    function aliasOf(address account) internal pure returns (address) {
        unchecked {
            // Modulo 2^160.
            return address(uint160(account) + _OFFSET);
        }
    }

    /// @notice The contract whose alias it is.
    function originOf(address account) internal pure returns (address) {
        unchecked {
            // Modulo 2^160.
            return address(uint160(account) - _OFFSET);
        }
    }

    /// @notice Who an account of L2 is on L1, if it has no code there: no key is known for an address whose origin is a
    /// contract.
    function homeOf(address account) internal view returns (address) {
        address origin = originOf(account);
        return origin.code.length == 0 ? account : origin;
    }

    /// @dev Whoever signed the transaction is no contract, and neither is who only delegates. A contract has no code
    /// while
    /// it is made, so that code alone would let a factory's child speak for its namesake on L2.
    function _isContract(address account) private view returns (bool) {
        // solhint-disable-next-line avoid-tx-origin
        if (account == tx.origin) return false;
        return account.code.length != _DELEGATION_SIZE || bytes3(account.code) != _DELEGATION;
    }
}
