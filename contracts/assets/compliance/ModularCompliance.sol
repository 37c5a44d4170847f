// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Bytes} from "@openzeppelin/contracts/utils/Bytes.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {ERC165Checker} from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";
import {IERC173} from "../../interfaces/erc3643/IERC173.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC3643Compliance} from "../../interfaces/erc3643/IERC3643Compliance.sol";
import {IWalletListener} from "../identity/IWalletListener.sol";
import {SuiteOwnable} from "../identity/SuiteOwnable.sol";
import {IModularCompliance} from "./IModularCompliance.sol";
import {IRulesListener} from "./IRulesListener.sol";
import {ITransferRules} from "./ITransferRules.sol";
import {Movement} from "./Movement.sol";
import {MovementKind} from "./MovementKind.sol";
import {MovementReader} from "./MovementReader.sol";
import {Rule, ruleOf} from "./Rule.sol";
import {RuleTable} from "./RuleTable.sol";
import {WalletChange} from "./WalletChange.sol";
import {IModule} from "./modules/IModule.sol";
import {IRuleModule} from "./modules/IRuleModule.sol";
import {RuleHooks} from "./modules/RuleHooks.sol";

/// @notice The rules of one token, each a module. Source: COMPLIANCE-1 to COMPLIANCE-6.
contract ModularCompliance is SuiteOwnable, IModularCompliance, ITransferRules, IWalletListener, IERC165 {
    using Bytes for bytes;

    /// @custom:storage-location erc7201:muniment.storage.ModularCompliance
    struct ModularComplianceStorage {
        // One slot: a movement without a rule reads no other.
        address token;
        uint16 hooks;
        bool isSubscribed;
        // Whether the token bound itself while nobody could know whose it is.
        bool isProvisional;
        // Where {RuleTable} keeps the rules.
        address rules;
    }

    uint8 private constant MAX_MODULES = 25;
    /// @dev What a token may use up when it is told that it is let go; ours takes about 15,000.
    uint256 private constant RELEASE_GAS = 200_000;
    /// @dev Selector and eleven words of a {Movement}: where the epoch begins in a call of {IRuleModule-enforce}.
    uint256 private constant EPOCH_PLACE = 4 + 11 * 32;
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
        bool isProvisional = _msgSender() != owner() && !_isOwned(token);
        if (token == bound) {
            if (!isProvisional) $.isProvisional = false;
            return;
        }

        if (bound != address(0)) _release(bound);
        ($.token, $.isProvisional) = (token, isProvisional);
        emit TokenBound(token);
    }

    /// @inheritdoc IERC3643Compliance
    function unbindToken(address token) external {
        ModularComplianceStorage storage $ = _compliance();
        if (_msgSender() != owner() && _msgSender() != token) revert ComplianceBindForbidden(_msgSender(), token);
        if (token == address(0) || token != $.token) revert ComplianceTokenNotBound(token);

        _release(token);
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
        Rule[] memory rules = _rules();
        uint256 place = RuleTable.placeOf(rules, module);
        if (place == rules.length) revert ComplianceModuleNotBound(module);
        Rule[] memory left = new Rule[](rules.length - 1);
        for (uint256 i; i < left.length; ++i) left[i] = rules[i == place ? left.length : i];
        _setRules(left);
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
        Rule[] memory rules = _rules();
        for (uint256 i; i < rules.length; ++i) IModule(rules[i].moduleOf()).moduleTransferAction(from, to, amount);
    }

    /// @inheritdoc IERC3643Compliance
    function created(address to, uint256 amount) external onlyToken {
        Rule[] memory rules = _rules();
        for (uint256 i; i < rules.length; ++i) IModule(rules[i].moduleOf()).moduleMintAction(to, amount);
    }

    /// @inheritdoc IERC3643Compliance
    function destroyed(address from, uint256 amount) external onlyToken {
        Rule[] memory rules = _rules();
        for (uint256 i; i < rules.length; ++i) IModule(rules[i].moduleOf()).moduleBurnAction(from, amount);
    }

    /// @inheritdoc ITransferRules
    function subscribe() external onlyToken returns (uint16) {
        _compliance().isSubscribed = true;
        return _compliance().hooks;
    }

    /// @inheritdoc ITransferRules
    function enforce(Movement memory movement) external onlyToken returns (bool allowed, bool settles) {
        ModularComplianceStorage storage $ = _compliance();
        uint16 wanted = RuleHooks.bitOf(movement.kind);
        if ($.hooks & (wanted | RuleHooks.AFTER_TRANSFER) == 0) return (true, false);
        if (MovementReader.lacksParties(movement)) MovementReader.fillParties(movement);
        bytes memory callData = abi.encodeCall(IRuleModule.enforce, (movement, 0)).slice(0, EPOCH_PLACE);
        Rule[] memory rules = _rules();
        for (uint256 i; i < rules.length; ++i) {
            Rule rule = rules[i];
            if (rule.isForeign()) settles = true;
            else if (movement.kind == MovementKind.Transfer) settles = settles || _settles(rule);
            if (rule.hooksOf() & wanted == 0) continue;
            bool isAllowed = rule.isForeign() ? _checkForeign(rule.moduleOf(), movement) : _enforce(rule, callData);
            // What is not judged is not refused, whatever a module of another make says.
            if (!isAllowed && movement.kind.isJudged()) return (false, false);
        }
        return (true, settles);
    }

    /// @inheritdoc ITransferRules
    function settle(Movement memory movement) external onlyToken {
        if (MovementReader.lacksParties(movement)) MovementReader.fillParties(movement);
        Rule[] memory rules = _rules();
        for (uint256 i; i < rules.length; ++i) {
            Rule rule = rules[i];
            if (rule.isForeign()) _tellForeign(IModule(rule.moduleOf()), movement);
            else if (movement.kind == MovementKind.Transfer && _settles(rule))
                IRuleModule(rule.moduleOf()).settle(movement);
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
        Rule[] memory rules = _rules();
        for (uint256 i; i < rules.length; ++i) {
            Rule rule = rules[i];
            if (rule.hooksOf() & RuleHooks.WALLET != 0) IRuleModule(rule.moduleOf()).walletChanged(change);
        }
    }

    /// @inheritdoc IERC3643Compliance
    function canTransfer(address from, address to, uint256 amount) external view returns (bool) {
        ModularComplianceStorage storage $ = _compliance();
        if ($.rules == address(0)) return true;
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
        Rule[] memory rules = _rules();
        modules = new address[](rules.length);
        for (uint256 i; i < rules.length; ++i) modules[i] = rules[i].moduleOf();
    }

    /// @inheritdoc IModularCompliance
    function isModuleBound(address module) external view returns (bool) {
        Rule[] memory rules = _rules();
        return RuleTable.placeOf(rules, module) < rules.length;
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

    /// @dev It is in the list before it is asked anything.
    function _addModule(address module) private {
        Rule[] memory rules = _rules();
        if (module == address(0)) revert ComplianceModuleMissing();
        if (rules.length >= MAX_MODULES) revert ComplianceModulesTooMany(MAX_MODULES);
        if (RuleTable.placeOf(rules, module) < rules.length) revert ComplianceModuleAlreadyBound(module);
        Rule[] memory more = new Rule[](rules.length + 1);
        for (uint256 i; i < rules.length; ++i) more[i] = rules[i];
        more[rules.length] = _ruleOf(module);
        _setRules(more);
        if (!IModule(module).isPlugAndPlay() && !IModule(module).canComplianceBind(address(this))) {
            revert ComplianceModuleUnfit(module);
        }
        emit ModuleAdded(module);
        IModule(module).bindCompliance(address(this));
    }

    function _setRules(Rule[] memory rules) private {
        uint16 hooks;
        for (uint256 i; i < rules.length; ++i) hooks |= rules[i].hooksOf();
        _compliance().rules = RuleTable.write(rules);
        _setHooks(hooks);
    }

    /// @dev A token that is not told would go on without asking, so its failure fails the change.
    function _setHooks(uint16 hooks) private {
        ModularComplianceStorage storage $ = _compliance();
        $.hooks = hooks;
        if ($.isSubscribed) IRulesListener($.token).rulesChanged(hooks);
    }

    /// @dev A token let go asks at every movement again, and is told that it is not bound. One that refuses to be told
    /// is let go all the same; the event behind the call takes more gas than a call too short of it leaves, so nobody
    /// has it silenced by sending too little.
    function _release(address token) private {
        ModularComplianceStorage storage $ = _compliance();
        bool isSubscribed = $.isSubscribed;
        ($.token, $.isSubscribed, $.isProvisional) = (address(0), false, false);
        if (isSubscribed && token.code.length != 0) {
            try IRulesListener(token).rulesChanged{gas: RELEASE_GAS}(type(uint16).max) {} catch {}
        }
        emit TokenUnbound(token);
    }

    /// @dev `callData` was encoded once for all rules; each has its epoch behind it.
    function _enforce(Rule rule, bytes memory callData) private returns (bool) {
        (bool success, bytes memory answer) = rule.moduleOf().call(bytes.concat(callData, bytes32(rule.epochOf())));
        return abi.decode(Address.verifyCallResult(success, answer), (bool));
    }

    function _tellForeign(IModule module, Movement memory movement) private {
        if (movement.kind == MovementKind.Mint) module.moduleMintAction(movement.to, movement.amount);
        else if (movement.kind == MovementKind.Burn) module.moduleBurnAction(movement.from, movement.amount);
        else module.moduleTransferAction(movement.from, movement.to, movement.amount);
    }

    /// @dev A hook called out of turn would falsify a module's books, an unbinding would leave it refusing every hook.
    function _callModule(bytes calldata callData, address module) private {
        Rule[] memory rules = _rules();
        if (RuleTable.placeOf(rules, module) == rules.length) revert ComplianceModuleNotBound(module);
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
    /// its owner is this compliance's owner. A token under construction has no owner to show yet, so its binding is
    /// provisional: if it turns out to be a stranger's, it holds nobody up.
    function _mayBind(address token, address bound) private view returns (bool) {
        if (_msgSender() == owner()) return true;
        if (_msgSender() != token) return false;
        if (token == bound) return true;
        if (bound != address(0) && (!_compliance().isProvisional || _isOwned(bound))) return false;
        // Nothing is allowed on the word of the origin: it only tells a contract under construction from an account.
        // solhint-disable-next-line avoid-tx-origin
        return _isOwned(token) || (token.code.length == 0 && token != tx.origin);
    }

    function _isOwned(address token) private view returns (bool) {
        if (token.code.length == 0) return false;
        try IERC173(token).owner() returns (address tokenOwner) {
            return tokenOwner == owner();
        } catch {
            return false;
        }
    }

    function _allows(Movement memory movement) private view returns (bool) {
        uint16 wanted = RuleHooks.bitOf(movement.kind);
        Rule[] memory rules = _rules();
        for (uint256 i; i < rules.length; ++i) {
            Rule rule = rules[i];
            if (rule.hooksOf() & wanted == 0) continue;
            bool allowed =
                rule.isForeign()
                    ? _checkForeign(rule.moduleOf(), movement)
                    : IRuleModule(rule.moduleOf()).allows(movement, address(this));
            if (!allowed) return false;
        }
        return true;
    }

    function _checkForeign(address module, Movement memory movement) private view returns (bool) {
        if (!movement.kind.isJudged()) return true;
        return IModule(module).moduleCheck(movement.from, movement.to, movement.amount, address(this));
    }

    function _ruleOf(address module) private view returns (Rule) {
        if (!ERC165Checker.supportsInterface(module, type(IRuleModule).interfaceId)) {
            return ruleOf(module, FOREIGN_HOOKS, true, 0);
        }
        uint64 epoch = SafeCast.toUint64(IRuleModule(module).epochOf(address(this)));
        return ruleOf(module, IRuleModule(module).hooks(), false, epoch);
    }

    function _rules() private view returns (Rule[] memory) {
        return RuleTable.read(_compliance().rules);
    }

    function _settles(Rule rule) private pure returns (bool) {
        return rule.hooksOf() & RuleHooks.AFTER_TRANSFER != 0;
    }

    function _compliance() private pure returns (ModularComplianceStorage storage $) {
        assembly ("memory-safe") {
            $.slot := MODULAR_COMPLIANCE_SLOT // ERC-7201 pointer
        }
    }
}
