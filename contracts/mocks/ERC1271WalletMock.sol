// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @notice A contract account: it signs by its owner's key and does what the owner tells it.
contract ERC1271WalletMock is IERC1271 {
    address private _owner;

    error ERC1271WalletMockNotOwner(address caller);

    constructor(address owner) {
        _owner = owner;
    }

    function setOwner(address owner) external {
        if (msg.sender != _owner) revert ERC1271WalletMockNotOwner(msg.sender);
        _owner = owner;
    }

    function execute(address target, bytes calldata data) external {
        if (msg.sender != _owner) revert ERC1271WalletMockNotOwner(msg.sender);
        Address.functionCall(target, data);
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (address signer, ECDSA.RecoverError problem, ) = ECDSA.tryRecoverCalldata(hash, signature);
        bool isOwner = problem == ECDSA.RecoverError.NoError && signer == _owner;
        return isOwner ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}
