// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IERC3643} from "../../../interfaces/erc3643/IERC3643.sol";
import {IERC3643Compliance} from "../../../interfaces/erc3643/IERC3643Compliance.sol";
import {IERC3643IdentityRegistry} from "../../../interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {IModule} from "./IModule.sol";

/// @notice What all modules share: binding, and state that a new binding starts afresh. Source: COMPLIANCE-7.
abstract contract AbstractModule is IModule, IERC165 {
    mapping(address compliance => bool) private _bound;
    mapping(address compliance => uint256) private _epochs;

    modifier onlyBoundCompliance() {
        if (!_bound[msg.sender]) revert ModuleCallerNotCompliance(msg.sender);
        _;
    }

    /// @inheritdoc IModule
    function bindCompliance(address compliance) external {
        if (msg.sender != compliance) revert ModuleCallerNotCompliance(msg.sender);
        if (_bound[compliance]) revert ModuleAlreadyBound(compliance);
        _bound[compliance] = true;
        emit ComplianceBound(compliance);
    }

    /// @inheritdoc IModule
    function unbindCompliance(address compliance) external onlyBoundCompliance {
        if (msg.sender != compliance) revert ModuleCallerNotCompliance(msg.sender);
        _bound[compliance] = false;
        ++_epochs[compliance];
        emit ComplianceUnbound(compliance);
    }

    /// @inheritdoc IModule
    function moduleTransferAction(address from, address to, uint256 value) external virtual onlyBoundCompliance {}

    /// @inheritdoc IModule
    function moduleMintAction(address to, uint256 value) external virtual onlyBoundCompliance {}

    /// @inheritdoc IModule
    function moduleBurnAction(address from, uint256 value) external virtual onlyBoundCompliance {}

    /// @inheritdoc IModule
    function isComplianceBound(address compliance) external view returns (bool) {
        return _bound[compliance];
    }

    /// @inheritdoc IModule
    function canComplianceBind(address) external view virtual returns (bool) {
        return true;
    }

    /// @inheritdoc IModule
    function isPlugAndPlay() external pure virtual returns (bool) {
        return true;
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id == type(IModule).interfaceId || id == type(IERC165).interfaceId;
    }

    /// @dev Number of the compliance's present binding; state is kept under it.
    function _epoch(address compliance) internal view returns (uint256) {
        return _epochs[compliance];
    }

    function _token(address compliance) internal view returns (IERC3643) {
        return IERC3643(IERC3643Compliance(compliance).getTokenBound());
    }

    function _registry(address compliance) internal view returns (IERC3643IdentityRegistry) {
        return _token(compliance).identityRegistry();
    }
}
