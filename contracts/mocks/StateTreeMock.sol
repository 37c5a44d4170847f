// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {StateTree} from "../libraries/StateTree.sol";

/// @notice Makes the state tree's library callable from tests.
contract StateTreeMock {
    function accountKey(address account) external pure returns (bytes32) {
        return StateTree.accountKey(account);
    }

    function slotKey(address account, bytes32 slot) external pure returns (bytes32) {
        return StateTree.slotKey(account, slot);
    }

    function accountValueHash(uint64 nonce, uint256 balance, bytes32 codeHash) external pure returns (bytes32) {
        return StateTree.accountValueHash(nonce, balance, codeHash);
    }

    function leafHash(bytes32 key, bytes32 valueHash) external pure returns (bytes32) {
        return StateTree.leafHash(key, valueHash);
    }

    function nodeHash(bytes32[4] memory children) external pure returns (bytes32) {
        return StateTree.nodeHash(children);
    }

    function valueHashOf(bytes32 root, bytes32 key, bytes calldata proof) external pure returns (bytes32) {
        return StateTree.valueHashOf(root, key, proof);
    }

    function update(
        bytes32 root,
        bytes32 key,
        bytes32 valueHash,
        bytes calldata proof
    ) external pure returns (bytes32) {
        return StateTree.update(root, key, valueHash, proof);
    }
}
