// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetId} from "../types/AssetId.sol";

/// @notice Hard cap and reserve as a test sets them, to show that the gate holds the other limits by itself.
contract LimitsMock {
    uint256 private _cap;
    uint256 private _reserve;

    /// @notice Sets the answers for every asset.
    function set(uint256 cap, uint256 reserve) external {
        (_cap, _reserve) = (cap, reserve);
    }

    function capOf(AssetId) external view returns (uint256) {
        return _cap;
    }

    function reserveOf(AssetId) external view returns (uint256) {
        return _reserve;
    }
}
