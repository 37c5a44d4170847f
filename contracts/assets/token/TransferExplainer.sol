// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC3643Compliance} from "../../interfaces/erc3643/IERC3643Compliance.sol";
import {IERC7943Fungible} from "../../interfaces/erc3643/IERC7943Fungible.sol";
import {IModularCompliance} from "../compliance/IModularCompliance.sol";
import {IModule} from "../compliance/modules/IModule.sol";
import {IRwaToken} from "./IRwaToken.sol";
import {ITransferExplainer} from "./ITransferExplainer.sol";
import {TransferRestriction} from "./TransferRestriction.sol";

/// @notice Says every reason why a transfer or a mint would fail. The first reason against a transfer is the token's
/// own judgment; those that come after it are looked up one by one. Source: TOKEN-32 to TOKEN-34, TOKEN-123, TOKEN-124.
contract TransferExplainer is ITransferExplainer {
    /// @notice The question, and the reasons found so far.
    struct Report {
        IRwaToken token;
        address from;
        address to;
        uint256 amount;
        bool isMint;
        TransferRestriction judged;
        uint256 count;
        Failure[] failures;
    }

    /// @dev Each of the token's own rules fails at most once: fewer than this.
    uint256 private constant TOKEN_RULES = 16;

    /// @inheritdoc ITransferExplainer
    function explain(
        address token,
        address spender,
        address from,
        address to,
        uint256 amount
    ) external view returns (Failure[] memory) {
        Report memory report = _open(token, from, to, amount);
        report.judged = TransferRestriction(report.token.detectTransferRestriction(from, to, amount));
        if (spender != from) _checkSpender(report, spender);
        if (report.judged == TransferRestriction.None) return _close(report);

        if (_isBroken(report, TransferRestriction.Paused, report.token.paused())) {
            _add(report, IRwaToken.TokenPaused.selector, "", TransferRestriction.Paused);
        }
        _checkWallet(report, from, TransferRestriction.SenderLost, TransferRestriction.SenderFrozen);
        _checkUnits(report);
        _checkVerified(report, from, TransferRestriction.SenderUnverified);
        _checkReceiver(report);
        _checkCompliance(report);
        return _close(report);
    }

    /// @inheritdoc ITransferExplainer
    function explainMint(address token, address to, uint256 amount) external view returns (Failure[] memory) {
        Report memory report = _open(token, address(0), to, amount);
        report.isMint = true;
        _checkReceiver(report);
        uint256 limit = type(uint208).max - report.token.totalSupply();
        if (amount > limit) {
            bytes memory details = abi.encode(limit, amount);
            _add(report, IRwaToken.TokenSupplyTooLarge.selector, details, TransferRestriction.None);
        }
        _checkCompliance(report);
        return _close(report);
    }

    /// @dev In the order in which the token asks. An allowance is asked for even if the spender is not verified.
    function _checkSpender(Report memory report, address spender) private view {
        if (report.token.checksSpender() && !_isVerified(report, spender)) {
            bytes4 code = IRwaToken.TokenSpenderUnverified.selector;
            _add(report, code, abi.encode(spender), TransferRestriction.None);
        }
        uint256 allowance = report.token.allowance(report.from, spender);
        if (report.amount <= allowance) return;
        bytes memory details = abi.encode(spender, allowance, report.amount);
        _add(report, IERC20Errors.ERC20InsufficientAllowance.selector, details, TransferRestriction.None);
    }

    function _checkUnits(Report memory report) private view {
        uint256 balance = report.token.balanceOf(report.from);
        uint256 frozen = report.token.getFrozenTokens(report.from);
        uint256 unfrozen = balance > frozen ? balance - frozen : 0;
        bool isShort = report.amount > balance;
        if (_isBroken(report, TransferRestriction.BalanceTooLow, isShort)) {
            bytes memory details = abi.encode(report.from, balance, report.amount);
            _add(report, IERC20Errors.ERC20InsufficientBalance.selector, details, TransferRestriction.BalanceTooLow);
        } else if (_isBroken(report, TransferRestriction.UnfrozenTooLow, !isShort && report.amount > unfrozen)) {
            bytes4 code = IERC7943Fungible.ERC7943InsufficientUnfrozenBalance.selector;
            bytes memory details = abi.encode(report.from, report.amount, unfrozen);
            _add(report, code, details, TransferRestriction.UnfrozenTooLow);
        }
    }

    function _checkReceiver(Report memory report) private view {
        if (_isBroken(report, TransferRestriction.ReceiverMissing, report.to == address(0))) {
            bytes4 code = IERC20Errors.ERC20InvalidReceiver.selector;
            _add(report, code, abi.encode(report.to), TransferRestriction.ReceiverMissing);
        }
        _checkWallet(report, report.to, TransferRestriction.ReceiverLost, TransferRestriction.ReceiverFrozen);
        _checkVerified(report, report.to, TransferRestriction.ReceiverUnverified);
    }

    function _checkWallet(
        Report memory report,
        address wallet,
        TransferRestriction lost,
        TransferRestriction frozen
    ) private view {
        address successor = report.token.recoveredTo(wallet);
        if (_isBroken(report, lost, successor != address(0))) {
            _add(report, IRwaToken.TokenWalletRecovered.selector, abi.encode(wallet, successor), lost);
        }
        if (_isBroken(report, frozen, report.token.isFrozen(wallet))) {
            _add(report, IRwaToken.TokenWalletFrozen.selector, abi.encode(wallet), frozen);
        }
    }

    function _checkVerified(Report memory report, address wallet, TransferRestriction restriction) private view {
        if (!_isBroken(report, restriction, !_isVerified(report, wallet))) return;
        bytes4 code =
            restriction == TransferRestriction.SenderUnverified
                ? IERC7943Fungible.ERC7943CannotSend.selector
                : IERC7943Fungible.ERC7943CannotReceive.selector;
        _add(report, code, abi.encode(wallet), restriction);
        report.failures[report.count - 1].source = address(report.token.identityRegistry());
    }

    /// @dev The compliance decides; its modules are asked only to name the culprits.
    function _checkCompliance(Report memory report) private view {
        IERC3643Compliance compliance = report.token.compliance();
        bool isForeign = compliance.getTokenBound() != address(report.token);
        if (!isForeign) {
            _checkRules(report, compliance);
            return;
        }
        bytes4 code = IModularCompliance.ComplianceTokenNotBound.selector;
        _add(report, code, abi.encode(report.token), TransferRestriction.ComplianceForeign);
        report.failures[report.count - 1].source = address(compliance);
    }

    function _checkRules(Report memory report, IERC3643Compliance compliance) private view {
        bool isAllowed;
        try compliance.canTransfer(report.from, report.to, report.amount) returns (bool allowed) {
            isAllowed = allowed;
        } catch {}
        if (!_isBroken(report, TransferRestriction.RuleBroken, !isAllowed)) return;

        bytes memory details = abi.encode(report.from, report.to, report.amount);
        uint256 before = report.count;
        try IModularCompliance(address(compliance)).getModules() returns (address[] memory modules) {
            for (uint256 i; i < modules.length; ++i) _checkModule(report, address(compliance), modules[i], details);
        } catch {}
        if (report.count == before) _addRule(report, address(compliance), details);
    }

    function _checkModule(Report memory report, address compliance, address module, bytes memory details) private view {
        try IModule(module).moduleCheck(report.from, report.to, report.amount, compliance) returns (bool allowed) {
            if (allowed) return;
        } catch {}
        _addRule(report, module, details);
        try IModule(module).name() returns (string memory name) {
            report.failures[report.count - 1].module = name;
        } catch {}
    }

    /// @dev As the token has it: at transfers it may reuse verifications, but says so only of wallets neither lost nor
    /// frozen; at mints it asks the registry.
    function _isVerified(Report memory report, address wallet) private view returns (bool) {
        bool isShut = report.isMint || report.token.isFrozen(wallet) || report.token.recoveredTo(wallet) != address(0);
        return isShut ? report.token.identityRegistry().isVerified(wallet) : report.token.canSend(wallet);
    }

    /// @dev What the judgment found is broken, what comes before it is not, and what comes after it is as it looks
    /// alone.
    function _isBroken(
        Report memory report,
        TransferRestriction restriction,
        bool looksBroken
    ) private pure returns (bool) {
        if (report.isMint || report.judged < restriction) return looksBroken;
        return report.judged == restriction;
    }

    function _open(
        address token,
        address from,
        address to,
        uint256 amount
    ) private pure returns (Report memory report) {
        report.token = IRwaToken(token);
        (report.from, report.to, report.amount) = (from, to, amount);
        report.failures = new Failure[](TOKEN_RULES);
    }

    function _addRule(Report memory report, address source, bytes memory details) private pure {
        _add(report, IERC7943Fungible.ERC7943CannotTransfer.selector, details, TransferRestriction.RuleBroken);
        report.failures[report.count - 1].source = source;
    }

    function _add(
        Report memory report,
        bytes4 code,
        bytes memory details,
        TransferRestriction restriction
    ) private pure {
        if (report.count == report.failures.length) _grow(report);
        report.failures[report.count++] = Failure(address(report.token), "", code, details, uint8(restriction));
    }

    function _grow(Report memory report) private pure {
        Failure[] memory larger = new Failure[](report.count * 2);
        for (uint256 i; i < report.count; ++i) larger[i] = report.failures[i];
        report.failures = larger;
    }

    function _close(Report memory report) private pure returns (Failure[] memory failures) {
        failures = new Failure[](report.count);
        for (uint256 i; i < report.count; ++i) failures[i] = report.failures[i];
    }
}
