// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IModule} from "../assets/compliance/modules/IModule.sol";

/// @notice A module that agrees to be bound once, but neither to be unbound nor to answer, not even its name.
contract StubbornModule is IModule {
    bool private _agrees;

    /// @notice Sets whether it agrees to be bound.
    function setAgrees(bool agrees) external {
        _agrees = agrees;
    }

    /// @inheritdoc IModule
    function bindCompliance(address compliance) external {
        emit ComplianceBound(compliance);
    }

    /// @inheritdoc IModule
    function canComplianceBind(address) external view returns (bool) {
        return _agrees;
    }

    /// @inheritdoc IModule
    function unbindCompliance(address) external pure {
        assert(false);
    }

    /// @inheritdoc IModule
    function moduleTransferAction(address, address, uint256) external pure {}

    /// @inheritdoc IModule
    function moduleMintAction(address, uint256) external pure {}

    /// @inheritdoc IModule
    function moduleBurnAction(address, uint256) external pure {}

    /// @inheritdoc IModule
    function moduleCheck(address, address, uint256, address) external pure returns (bool) {
        assert(false);
    }

    /// @inheritdoc IModule
    function isComplianceBound(address) external pure returns (bool) {
        return true;
    }

    /// @inheritdoc IModule
    function isPlugAndPlay() external pure returns (bool) {
        return false;
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        assert(false);
    }
}
