// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IExitOwners} from "../../interfaces/IExitOwners.sol";

/// @notice Implements {IExitOwners}. The mapping is at slot 0, where proofs read it (ESCAPE-5).
contract ExitOwners is IExitOwners {
    mapping(address account => address owner) private _owners;

    /// @inheritdoc IExitOwners
    function setOwner(address owner) external {
        _owners[msg.sender] = owner;
        emit ExitOwnerChanged(msg.sender, owner);
    }

    /// @inheritdoc IExitOwners
    function ownerOf(address account) external view returns (address) {
        return _owners[account];
    }
}
