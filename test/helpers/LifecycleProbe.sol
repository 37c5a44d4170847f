// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Lifecycle} from "../../contracts/assets/lifecycle/Lifecycle.sol";
import {RwaToken} from "../../contracts/assets/token/RwaToken.sol";
import {AssetId} from "../../contracts/types/AssetId.sol";
import {Stage} from "../../contracts/types/Stage.sol";
import {VmLogs} from "./VmLogs.sol";

/// Tries what only stage contracts may, and undoes it: what is tried is reverted, and the answer is in the revert.
contract LifecycleProbe {
    VmLogs private constant vm = VmLogs(address(uint160(uint256(keccak256("hevm cheat code")))));
    Lifecycle private immutable _lifecycle;
    address private immutable _stageContract;
    address private immutable _minter;

    error Probed(uint256 answer);

    constructor(Lifecycle lifecycle, address stageContract, address minter) {
        _lifecycle = lifecycle;
        _stageContract = stageContract;
        _minter = minter;
    }

    function canMove(AssetId asset, Stage to) external returns (bool) {
        return _ask(abi.encodeCall(this.tryMove, (asset, to))) == uint256(to) && to != Stage.None;
    }

    /// Stage that restoring leads to, None if it is refused.
    function canRestore(AssetId asset, Stage from) external returns (Stage) {
        return Stage(_ask(abi.encodeCall(this.tryRestore, (asset, from))));
    }

    function canMint(address token, address to, uint256 amount) external returns (bool) {
        return _ask(abi.encodeCall(this.tryMint, (token, to, amount))) == 1;
    }

    function tryMove(AssetId asset, Stage to) external {
        vm.prank(_stageContract);
        try _lifecycle.move(asset, to, address(this), "probe") {
            revert Probed(uint256(_lifecycle.stageOf(asset)));
        } catch {
            revert Probed(0);
        }
    }

    function tryRestore(AssetId asset, Stage from) external {
        vm.prank(_stageContract);
        try _lifecycle.restore(asset, from, address(this), "probe") {
            revert Probed(uint256(_lifecycle.stageOf(asset)));
        } catch {
            revert Probed(0);
        }
    }

    function tryMint(address token, address to, uint256 amount) external {
        vm.prank(_minter);
        try RwaToken(token).mint(to, amount) {
            revert Probed(1);
        } catch {
            revert Probed(0);
        }
    }

    function _ask(bytes memory data) private returns (uint256 answer) {
        (, bytes memory revertData) = address(this).call(data);
        // Past the selector of {Probed}.
        for (uint256 i = 4; i < revertData.length; ++i) answer = (answer << 8) | uint8(revertData[i]);
    }
}
