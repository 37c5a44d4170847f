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

/// @notice Says every reason why a transfer or a mint would fail. Source: TOKEN-32 to TOKEN-34.
contract TransferExplainer is ITransferExplainer {
    /// @notice The question, the token's own short answer to it, and the reasons found so far.
    struct Report {
        IRwaToken token;
        address from;
        address to;
        uint256 amount;
        uint8 restriction;
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
        report.restriction = report.token.detectTransferRestriction(from, to, amount);
        if (spender != from) {
            if (report.token.checksSpender()) _checkSpender(report, spender);
            _checkAllowance(report, spender);
        }
        if (report.token.paused()) _add(report, token, IRwaToken.TokenPaused.selector, "");
        _checkWallet(report, from);
        _checkUnits(report);
        bool isRefused = report.restriction == uint8(TransferRestriction.SenderUnverified);
        if (isRefused || !_isVerified(report, from)) {
            _addUnverified(report, from, IERC7943Fungible.ERC7943CannotSend.selector);
        }
        _checkReceiver(report);
        _checkCompliance(report);
        return _close(report);
    }

    /// @inheritdoc ITransferExplainer
    function explainMint(address token, address to, uint256 amount) external view returns (Failure[] memory) {
        Report memory report = _open(token, address(0), to, amount);
        _checkReceiver(report);
        uint256 limit = type(uint208).max - report.token.totalSupply();
        if (amount > limit) {
            _add(report, token, IRwaToken.TokenSupplyTooLarge.selector, abi.encode(limit, amount));
        }
        _checkCompliance(report);
        return _close(report);
    }

    function _checkAllowance(Report memory report, address spender) private view {
        uint256 allowance = report.token.allowance(report.from, spender);
        if (report.amount <= allowance) return;
        bytes memory details = abi.encode(spender, allowance, report.amount);
        _add(report, address(report.token), IERC20Errors.ERC20InsufficientAllowance.selector, details);
    }

    function _checkUnits(Report memory report) private view {
        uint256 balance = report.token.balanceOf(report.from);
        uint256 frozen = report.token.getFrozenTokens(report.from);
        uint256 unfrozen = balance > frozen ? balance - frozen : 0;
        bytes4 code;
        if (report.amount > balance) code = IERC20Errors.ERC20InsufficientBalance.selector;
        else if (report.amount > unfrozen) code = IERC7943Fungible.ERC7943InsufficientUnfrozenBalance.selector;
        else return;
        bytes memory details =
            report.amount > balance
                ? abi.encode(report.from, balance, report.amount)
                : abi.encode(report.from, report.amount, unfrozen);
        _add(report, address(report.token), code, details);
    }

    function _checkReceiver(Report memory report) private view {
        if (report.to == address(0)) {
            bytes4 code = IERC20Errors.ERC20InvalidReceiver.selector;
            _add(report, address(report.token), code, abi.encode(report.to));
        }
        _checkWallet(report, report.to);
        bool isRefused = report.restriction == uint8(TransferRestriction.ReceiverUnverified);
        if (isRefused || !_isVerified(report, report.to)) {
            _addUnverified(report, report.to, IERC7943Fungible.ERC7943CannotReceive.selector);
        }
    }

    function _checkWallet(Report memory report, address wallet) private view {
        address token = address(report.token);
        address successor = report.token.recoveredTo(wallet);
        if (successor != address(0)) {
            _add(report, token, IRwaToken.TokenWalletRecovered.selector, abi.encode(wallet, successor));
        }
        if (report.token.isFrozen(wallet)) {
            _add(report, token, IRwaToken.TokenWalletFrozen.selector, abi.encode(wallet));
        }
    }

    function _checkSpender(Report memory report, address spender) private view {
        if (_isVerified(report, spender)) return;
        _addUnverified(report, spender, IRwaToken.TokenSpenderUnverified.selector);
    }

    /// @dev By the token, which may reuse a verification (TOKEN-38), or by the registry: the token also says no of a
    /// wallet that is frozen or lost. Nobody tells what the token remembers of a frozen spender: of him, the registry's
    /// word counts.
    function _isVerified(Report memory report, address wallet) private view returns (bool) {
        return report.token.canSend(wallet) || report.token.identityRegistry().isVerified(wallet);
    }

    function _addUnverified(Report memory report, address wallet, bytes4 code) private view {
        _add(report, address(report.token.identityRegistry()), code, abi.encode(wallet));
    }

    /// @dev The compliance decides; its modules are asked only to name the culprits.
    function _checkCompliance(Report memory report) private view {
        IERC3643Compliance compliance = report.token.compliance();
        if (compliance.getTokenBound() == address(report.token)) {
            _checkRules(report, compliance);
            return;
        }
        bytes4 code = IModularCompliance.ComplianceTokenNotBound.selector;
        _add(report, address(compliance), code, abi.encode(report.token));
    }

    function _checkRules(Report memory report, IERC3643Compliance compliance) private view {
        try compliance.canTransfer(report.from, report.to, report.amount) returns (bool allowed) {
            if (allowed) return;
        } catch {}

        bytes memory details = abi.encode(report.from, report.to, report.amount);
        uint256 before = report.count;
        try IModularCompliance(address(compliance)).getModules() returns (address[] memory modules) {
            for (uint256 i; i < modules.length; ++i) _checkModule(report, address(compliance), modules[i], details);
        } catch {}
        if (report.count == before) {
            _add(report, address(compliance), IERC7943Fungible.ERC7943CannotTransfer.selector, details);
        }
    }

    function _checkModule(Report memory report, address compliance, address module, bytes memory details) private view {
        try IModule(module).moduleCheck(report.from, report.to, report.amount, compliance) returns (bool allowed) {
            if (allowed) return;
        } catch {}
        _add(report, module, IERC7943Fungible.ERC7943CannotTransfer.selector, details);
        try IModule(module).name() returns (string memory name) {
            report.failures[report.count - 1].module = name;
        } catch {}
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

    function _add(Report memory report, address source, bytes4 code, bytes memory details) private pure {
        if (report.count == report.failures.length) _grow(report);
        report.failures[report.count++] = Failure(source, "", code, details);
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
