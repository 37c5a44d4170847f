// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Tape, WitnessTape} from "../WitnessTape.sol";

/// @notice Codes on a witness's tape, whole, behind three bytes of their size. Source: EIP-7702.
library CodeWitness {
    using WitnessTape for Tape;

    /// @dev A delegation is 0xef0100 and an address.
    uint256 private constant _SIZE = 23;
    bytes3 private constant _DESIGNATOR = 0xef0100;

    /// @notice The code that was shown has another hash.
    error CodeWitnessMismatch(bytes32 expected, bytes32 actual);

    /// @notice The next code.
    /// @param codeHash Not that of no code.
    /// @return account Where it delegates to.
    /// @return isDelegation Whether it says no more than that.
    /// @dev Reverts: WitnessTapeCut, CodeWitnessMismatch.
    function readDelegation(
        Tape memory tape,
        bytes32 codeHash
    ) internal pure returns (uint256 account, bool isDelegation) {
        bytes calldata code = tape.part(3);
        bytes32 actual = keccak256(code);
        if (actual != codeHash) revert CodeWitnessMismatch(codeHash, actual);
        if (code.length != _SIZE || bytes3(code) != _DESIGNATOR) return (0, false);
        return (uint160(bytes20(code[3:])), true);
    }

    /// @notice The hash of the code that delegates to an account.
    function delegationTo(uint256 account) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(_DESIGNATOR, address(uint160(account))));
    }
}
