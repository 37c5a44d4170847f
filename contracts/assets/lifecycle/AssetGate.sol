// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IAssetGate} from "../../interfaces/IAssetGate.sol";
import {AssetId} from "../../types/AssetId.sol";
import {Stage} from "../../types/Stage.sol";
import {IIssuance} from "./IIssuance.sol";
import {ILifecycle} from "./ILifecycle.sol";
import {IReserve} from "./IReserve.sol";
import {IStructuring} from "./IStructuring.sol";

/// @notice Answers for the token's compliance from the live state of its asset. Source: spec/lifecycle.md, LIFE-19,
/// LIFE-36.
contract AssetGate is IAssetGate {
    ILifecycle public immutable lifecycle;
    IStructuring public immutable structuring;
    IIssuance public immutable issuance;
    IReserve public immutable reserves;

    constructor(ILifecycle lifecycle_, IStructuring structuring_, IIssuance issuance_, IReserve reserves_) {
        lifecycle = lifecycle_;
        structuring = structuring_;
        issuance = issuance_;
        reserves = reserves_;
    }

    /// @inheritdoc IAssetGate
    function isTransferOpen(address token) external view returns (bool) {
        return lifecycle.stageOf(lifecycle.assetOf(token)) == Stage.Trading;
    }

    /// @inheritdoc IAssetGate
    function canMint(address token, uint256 amount) external view returns (bool) {
        AssetId asset = lifecycle.assetOf(token);
        Stage stage = lifecycle.stageOf(asset);
        if (stage != Stage.Issued && stage != Stage.Trading) return false;

        uint256 supply = IERC20(token).totalSupply();
        uint256 cap = issuance.capOf(asset);
        if (supply > cap || amount > cap - supply) return false;
        uint256 value = structuring.valueUp(asset, supply + amount);
        if (value > structuring.valueCeiling(asset) || value > reserves.reserveOf(asset)) return false;
        return lifecycle.isCurrent(asset);
    }
}
