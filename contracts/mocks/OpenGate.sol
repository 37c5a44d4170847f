// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetGate} from "../interfaces/IAssetGate.sol";

/// @notice A gate that tests open and close.
contract OpenGate is IAssetGate {
    bool private _isOpen = true;
    uint256 private _mintable = type(uint256).max;
    bool private _isBroken;

    /// @notice Sets the answers.
    function set(bool isOpen, uint256 mintable) external {
        (_isOpen, _mintable) = (isOpen, mintable);
    }

    /// @notice Makes every answer a revert.
    function shatter() external {
        _isBroken = true;
    }

    /// @inheritdoc IAssetGate
    function isTransferOpen(address) external view returns (bool) {
        assert(!_isBroken);
        return _isOpen;
    }

    /// @inheritdoc IAssetGate
    function canMint(address, uint256 amount) external view returns (bool) {
        assert(!_isBroken);
        return amount <= _mintable;
    }
}
