// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {ERC165Checker} from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";
import {IERC173} from "../../interfaces/erc3643/IERC173.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC3643Compliance} from "../../interfaces/erc3643/IERC3643Compliance.sol";
import {IWalletListener} from "../identity/IWalletListener.sol";
import {SuiteOwnable} from "../identity/SuiteOwnable.sol";
import {IModularCompliance} from "./IModularCompliance.sol";
import {ITransferRules} from "./ITransferRules.sol";
import {Movement} from "./Movement.sol";
import {MovementKind} from "./MovementKind.sol";
import {MovementReader} from "./MovementReader.sol";
import {WalletChange} from "./WalletChange.sol";
import {IModule} from "./modules/IModule.sol";
import {IRuleModule} from "./modules/IRuleModule.sol";
import {RuleHooks} from "./modules/RuleHooks.sol";

/// @notice The rules of one token, each a module. Source: COMPLIANCE-1 to COMPLIANCE-6.
contract ModularCompliance is SuiteOwnable, IModularCompliance, ITransferRules, IWalletListener, IERC165 {
    /// @notice One rule, one slot.
    /// @param module The module.
    /// @param hooks {RuleHooks} bits; what a foreign module gets is fixed.
    /// @param foreign Whether it knows {IModule} only.
    struct Rule {
        address module;
        uint16 hooks;
        bool foreign;
    }

    /// @custom:storage-location erc7201:muniment.storage.ModularCompliance
    struct ModularComplianceStorage {
        // One slot: a movement without a rule reads no other.
        address token;
        uint8 count;
        uint16 hooks;
        mapping(uint256 index => Rule) rules;
        mapping(address module => uint256) places;
    }

    uint8 private constant MAX_MODULES = 25;
    uint16 private constant FOREIGN_HOOKS = RuleHooks.ALL | RuleHooks.AFTER_TRANSFER;

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
        ModularComplianceStorage storage $ = _compliance();
        uint256 place = $.places[module];
        if (place == 0) revert ComplianceModuleNotBound(module);
        uint8 last = $.count - 1;
        Rule memory moved = $.rules[last];
        $.rules[place - 1] = moved;
        $.places[moved.module] = place;
        delete $.rules[last];
        delete $.places[module];
        $.count = last;
        _gatherHooks();
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
        uint256 count = _compliance().count;
        for (uint256 i; i < count; ++i) IModule(_ruleAt(i).module).moduleTransferAction(from, to, amount);
    }

    /// @inheritdoc IERC3643Compliance
    function created(address to, uint256 amount) external onlyToken {
        uint256 count = _compliance().count;
        for (uint256 i; i < count; ++i) IModule(_ruleAt(i).module).moduleMintAction(to, amount);
    }

    /// @inheritdoc IERC3643Compliance
    function destroyed(address from, uint256 amount) external onlyToken {
        uint256 count = _compliance().count;
        for (uint256 i; i < count; ++i) IModule(_ruleAt(i).module).moduleBurnAction(from, amount);
    }

    /// @inheritdoc ITransferRules
    function enforce(Movement memory movement) external onlyToken returns (bool allowed, bool settles) {
        ModularComplianceStorage storage $ = _compliance();
        uint16 wanted = RuleHooks.bitOf(movement.kind);
        if ($.hooks & wanted == 0) return (true, false);
        if (MovementReader.lacksParties(movement)) MovementReader.fillParties(movement);
        uint256 count = $.count;
        for (uint256 i; i < count; ++i) {
            Rule memory rule = $.rules[i];
            if (rule.foreign) settles = true;
            else if (movement.kind == MovementKind.Transfer) settles = settles || _settles(rule);
            if (rule.hooks & wanted != 0 && !_enforce(rule, movement)) return (false, false);
        }
        return (true, settles);
    }

    /// @inheritdoc ITransferRules
    function settle(Movement memory movement) external onlyToken {
        ModularComplianceStorage storage $ = _compliance();
        if (MovementReader.lacksParties(movement)) MovementReader.fillParties(movement);
        uint256 count = $.count;
        for (uint256 i; i < count; ++i) {
            Rule memory rule = $.rules[i];
            if (rule.foreign) _tellForeign(IModule(rule.module), movement);
            else if (movement.kind == MovementKind.Transfer && _settles(rule))
                IRuleModule(rule.module).settle(movement);
        }
    }

    /// @inheritdoc IWalletListener
    function walletChanged(
        address wallet,
        address oldIdentity,
        address newIdentity,
        uint16 oldCountry,
        uint16 newCountry
    ) external onlyToken {
        ModularComplianceStorage storage $ = _compliance();
        if ($.hooks & RuleHooks.WALLET == 0) return;
        address token = $.token;
        uint256 balance = IERC20(token).balanceOf(wallet);
        WalletChange memory change = WalletChange(
            token,
            wallet,
            balance,
            oldIdentity,
            newIdentity,
            oldCountry,
            newCountry
        );
        uint256 count = $.count;
        for (uint256 i; i < count; ++i) {
            Rule memory rule = $.rules[i];
            if (rule.hooks & RuleHooks.WALLET != 0) IRuleModule(rule.module).walletChanged(change);
        }
    }

    /// @inheritdoc IERC3643Compliance
    function canTransfer(address from, address to, uint256 amount) external view returns (bool) {
        ModularComplianceStorage storage $ = _compliance();
        if ($.count == 0) return true;
        return _allows(MovementReader.upcoming(address(this), from, to, amount));
    }

    /// @inheritdoc ITransferRules
    function allows(Movement memory movement) external view returns (bool) {
        if (_compliance().hooks & RuleHooks.bitOf(movement.kind) == 0) return true;
        if (MovementReader.lacksParties(movement)) MovementReader.fillParties(movement);
        return _allows(movement);
    }

    /// @inheritdoc IModularCompliance
    function getModules() external view returns (address[] memory modules) {
        uint256 count = _compliance().count;
        modules = new address[](count);
        for (uint256 i; i < count; ++i) modules[i] = _ruleAt(i).module;
    }

    /// @inheritdoc IModularCompliance
    function isModuleBound(address module) external view returns (bool) {
        return _compliance().places[module] != 0;
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
            id == type(ITransferRules).interfaceId ||
            id == type(IWalletListener).interfaceId ||
            id == type(IERC173).interfaceId ||
            id == type(IERC165).interfaceId;
    }

    function _addModule(address module) private {
        ModularComplianceStorage storage $ = _compliance();
        if (module == address(0)) revert ComplianceModuleMissing();
        if ($.count >= MAX_MODULES) revert ComplianceModulesTooMany(MAX_MODULES);
        if ($.places[module] != 0) revert ComplianceModuleAlreadyBound(module);
        bool foreign = !ERC165Checker.supportsInterface(module, type(IRuleModule).interfaceId);
        uint16 hooks = foreign ? FOREIGN_HOOKS : IRuleModule(module).hooks();
        $.rules[$.count] = Rule(module, hooks, foreign);
        $.places[module] = ++$.count;
        $.hooks |= hooks;
        if (!IModule(module).isPlugAndPlay() && !IModule(module).canComplianceBind(address(this))) {
            revert ComplianceModuleUnfit(module);
        }
        emit ModuleAdded(module);
        IModule(module).bindCompliance(address(this));
    }

    function _gatherHooks() private {
        ModularComplianceStorage storage $ = _compliance();
        uint256 count = $.count;
        uint16 hooks;
        for (uint256 i; i < count; ++i) hooks |= $.rules[i].hooks;
        $.hooks = hooks;
    }

    /// @dev A foreign module judges before the balances change and books afterwards, as it is used to.
    function _enforce(Rule memory rule, Movement memory movement) private returns (bool) {
        return rule.foreign ? _checkForeign(rule.module, movement) : IRuleModule(rule.module).enforce(movement);
    }

    function _tellForeign(IModule module, Movement memory movement) private {
        if (movement.kind == MovementKind.Mint) module.moduleMintAction(movement.to, movement.amount);
        else if (movement.kind == MovementKind.Burn) module.moduleBurnAction(movement.from, movement.amount);
        else module.moduleTransferAction(movement.from, movement.to, movement.amount);
    }

    /// @dev A hook called out of turn would falsify a module's books, an unbinding would leave it refusing every hook.
    function _callModule(bytes calldata callData, address module) private {
        if (_compliance().places[module] == 0) revert ComplianceModuleNotBound(module);
        bytes4 selector = bytes4(callData);
        if (
            selector == IModule.bindCompliance.selector ||
            selector == IModule.unbindCompliance.selector ||
            selector == IModule.moduleTransferAction.selector ||
            selector == IModule.moduleMintAction.selector ||
            selector == IModule.moduleBurnAction.selector ||
            selector == IRuleModule.enforce.selector ||
            selector == IRuleModule.settle.selector ||
            selector == IRuleModule.walletChanged.selector
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

    function _allows(Movement memory movement) private view returns (bool) {
        ModularComplianceStorage storage $ = _compliance();
        uint16 wanted = RuleHooks.bitOf(movement.kind);
        uint256 count = $.count;
        for (uint256 i; i < count; ++i) {
            Rule memory rule = $.rules[i];
            if (rule.hooks & wanted == 0) continue;
            bool allowed =
                rule.foreign
                    ? _checkForeign(rule.module, movement)
                    : IRuleModule(rule.module).allows(movement, address(this));
            if (!allowed) return false;
        }
        return true;
    }

    function _checkForeign(address module, Movement memory movement) private view returns (bool) {
        if (movement.kind != MovementKind.Transfer && movement.kind != MovementKind.Mint) return true;
        return IModule(module).moduleCheck(movement.from, movement.to, movement.amount, address(this));
    }

    function _ruleAt(uint256 index) private view returns (Rule storage) {
        return _compliance().rules[index];
    }

    function _settles(Rule memory rule) private pure returns (bool) {
        return rule.hooks & RuleHooks.AFTER_TRANSFER != 0;
    }

    function _compliance() private pure returns (ModularComplianceStorage storage $) {
        assembly ("memory-safe") {
            $.slot := MODULAR_COMPLIANCE_SLOT // ERC-7201 pointer
        }
    }
}
