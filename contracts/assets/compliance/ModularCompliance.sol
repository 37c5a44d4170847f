// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {IERC173} from "../../interfaces/erc3643/IERC173.sol";
import {IERC3643Compliance} from "../../interfaces/erc3643/IERC3643Compliance.sol";
import {SuiteOwnable} from "../identity/SuiteOwnable.sol";
import {IModularCompliance} from "./IModularCompliance.sol";
import {IModule} from "./modules/IModule.sol";

/// @notice The rules of one token, each a module. Source: COMPLIANCE-1 to COMPLIANCE-6.
contract ModularCompliance is SuiteOwnable, IModularCompliance, IERC165 {
    using EnumerableSet for EnumerableSet.AddressSet;

    /// @custom:storage-location erc7201:muniment.storage.ModularCompliance
    struct ModularComplianceStorage {
        address token;
        EnumerableSet.AddressSet modules;
    }

    uint256 private constant MAX_MODULES = 25;

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.ModularCompliance")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant MODULAR_COMPLIANCE_SLOT =
        0x9f8efdcbd0875fe030b05330817ec70debe86308e6db8c1746529b0e24420700;

    modifier onlyToken() {
        if (msg.sender != _compliance().token) revert ComplianceTokenNotBound(msg.sender);
        _;
    }

    /// @notice Makes the caller the owner.
    function init() external initializer {
        __Ownable_init(_msgSender());
    }

    /// @inheritdoc IERC3643Compliance
    function bindToken(address token) external {
        ModularComplianceStorage storage $ = _compliance();
        address bound = $.token;
        if (token == address(0)) revert ComplianceTokenMissing();
        if (!_mayBind(token, bound)) revert ComplianceBindForbidden(_msgSender(), token);
        if (token == bound) return;

        $.token = token;
        if (bound != address(0)) emit TokenUnbound(bound);
        emit TokenBound(token);
    }

    /// @inheritdoc IERC3643Compliance
    function unbindToken(address token) external {
        ModularComplianceStorage storage $ = _compliance();
        if (_msgSender() != owner() && _msgSender() != token) revert ComplianceBindForbidden(_msgSender(), token);
        if (token == address(0) || token != $.token) revert ComplianceTokenNotBound(token);

        $.token = address(0);
        emit TokenUnbound(token);
    }

    /// @inheritdoc IModularCompliance
    function addModule(address module) external onlyOwner {
        _addModule(module);
    }

    /// @inheritdoc IModularCompliance
    function addAndSetModule(address module, bytes[] calldata interactions) external onlyOwner {
        _addModule(module);
        for (uint256 i; i < interactions.length; ++i) _callModule(interactions[i], module);
    }

    /// @inheritdoc IModularCompliance
    function removeModule(address module) external onlyOwner {
        if (!_compliance().modules.remove(module)) revert ComplianceModuleNotBound(module);
        emit ModuleRemoved(module);
        // A module that refuses to be unbound must not keep its place.
        try IModule(module).unbindCompliance(address(this)) {} catch {}
    }

    /// @inheritdoc IModularCompliance
    function callModuleFunction(bytes calldata callData, address module) external onlyOwner {
        _callModule(callData, module);
    }

    /// @inheritdoc IERC3643Compliance
    function transferred(address from, address to, uint256 amount) external onlyToken {
        EnumerableSet.AddressSet storage modules = _compliance().modules;
        uint256 length = modules.length();
        for (uint256 i; i < length; ++i) IModule(modules.pos(i)).moduleTransferAction(from, to, amount);
    }

    /// @inheritdoc IERC3643Compliance
    function created(address to, uint256 amount) external onlyToken {
        EnumerableSet.AddressSet storage modules = _compliance().modules;
        uint256 length = modules.length();
        for (uint256 i; i < length; ++i) IModule(modules.pos(i)).moduleMintAction(to, amount);
    }

    /// @inheritdoc IERC3643Compliance
    function destroyed(address from, uint256 amount) external onlyToken {
        EnumerableSet.AddressSet storage modules = _compliance().modules;
        uint256 length = modules.length();
        for (uint256 i; i < length; ++i) IModule(modules.pos(i)).moduleBurnAction(from, amount);
    }

    /// @inheritdoc IERC3643Compliance
    function canTransfer(address from, address to, uint256 amount) external view returns (bool) {
        EnumerableSet.AddressSet storage modules = _compliance().modules;
        uint256 length = modules.length();
        for (uint256 i; i < length; ++i) {
            if (!IModule(modules.pos(i)).moduleCheck(from, to, amount, address(this))) return false;
        }
        return true;
    }

    /// @inheritdoc IModularCompliance
    function getModules() external view returns (address[] memory) {
        return _compliance().modules.values();
    }

    /// @inheritdoc IModularCompliance
    function isModuleBound(address module) external view returns (bool) {
        return _compliance().modules.contains(module);
    }

    /// @inheritdoc IERC3643Compliance
    function isTokenBound(address token) external view returns (bool) {
        return token != address(0) && token == _compliance().token;
    }

    /// @inheritdoc IERC3643Compliance
    function getTokenBound() external view returns (address) {
        return _compliance().token;
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return
            id == type(IModularCompliance).interfaceId ||
            id == type(IERC3643Compliance).interfaceId ||
            id == type(IERC173).interfaceId ||
            id == type(IERC165).interfaceId;
    }

    function _addModule(address module) private {
        EnumerableSet.AddressSet storage modules = _compliance().modules;
        if (module == address(0)) revert ComplianceModuleMissing();
        if (modules.length() >= MAX_MODULES) revert ComplianceModulesTooMany(MAX_MODULES);
        if (!modules.add(module)) revert ComplianceModuleAlreadyBound(module);
        if (!IModule(module).isPlugAndPlay() && !IModule(module).canComplianceBind(address(this))) {
            revert ComplianceModuleUnfit(module);
        }
        emit ModuleAdded(module);
        IModule(module).bindCompliance(address(this));
    }

    /// @dev A hook called out of turn would falsify a module's books, an unbinding would leave it refusing every hook.
    function _callModule(bytes calldata callData, address module) private {
        if (!_compliance().modules.contains(module)) revert ComplianceModuleNotBound(module);
        bytes4 selector = bytes4(callData);
        if (
            selector == IModule.bindCompliance.selector ||
            selector == IModule.unbindCompliance.selector ||
            selector == IModule.moduleTransferAction.selector ||
            selector == IModule.moduleMintAction.selector ||
            selector == IModule.moduleBurnAction.selector
        ) revert ComplianceHookForbidden(selector);

        emit ModuleInteraction(module, selector);
        Address.functionCall(module, callData);
    }

    /// @dev The owner always may. A token may bind itself when the owner bound it before, or when nothing is bound and
    /// its owner is this compliance's owner.
    function _mayBind(address token, address bound) private view returns (bool) {
        if (_msgSender() == owner()) return true;
        if (_msgSender() != token) return false;
        if (token == bound) return true;
        if (bound != address(0) || token.code.length == 0) return false;
        return IERC173(token).owner() == owner();
    }

    function _compliance() private pure returns (ModularComplianceStorage storage $) {
        assembly ("memory-safe") {
            $.slot := MODULAR_COMPLIANCE_SLOT // ERC-7201 pointer
        }
    }
}
