// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC165Checker} from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IClaimVerifier} from "../../interfaces/IClaimVerifier.sol";
import {IClaimIssuer} from "../../interfaces/erc3643/IClaimIssuer.sol";
import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {IERC3643IdentityRegistry} from "../../interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {IERC7943Fungible} from "../../interfaces/erc3643/IERC7943Fungible.sol";
import {IIdentity} from "../../interfaces/erc3643/IIdentity.sol";
import {IModularCompliance} from "../compliance/IModularCompliance.sol";
import {IModule} from "../compliance/modules/IModule.sol";
import {IPartyRegistry} from "../identity/IPartyRegistry.sol";
import {ITrustedIssuers} from "../identity/ITrustedIssuers.sol";
import {IRwaToken} from "./IRwaToken.sol";
import {IUtilityChecker} from "./IUtilityChecker.sol";
import {UtilityProbe} from "./UtilityProbe.sol";

/// @notice See {IUtilityChecker}.
contract UtilityChecker is IUtilityChecker {
    /// @dev Gas one claim or one module may cost.
    uint256 private constant ANSWER_GAS = 400_000;
    uint256 private constant OVERHEAD = 10_000;
    uint256 private constant DIRECT = 1 << 160;

    UtilityProbe private immutable _probe = new UtilityProbe();

    /// @inheritdoc IUtilityChecker
    function testTransfer(
        address token,
        address from,
        address to,
        uint256 amount
    ) external view returns (bool freezeStatus, bool eligibilityStatus, bool complianceStatus) {
        (bool frozen, ) = testFreeze(token, from, to, amount);
        freezeStatus = !frozen;
        complianceStatus = _complies(token, from, to, amount);
        eligibilityStatus = to != address(0) && _isEligible(token, to);
        if (!_judgesSender(token)) return (freezeStatus, eligibilityStatus, complianceStatus);

        eligibilityStatus = eligibilityStatus && _isEligible(token, from);
        // A verification that the token would reuse for one wallet, it may not reuse for the two.
        if (freezeStatus && complianceStatus && eligibilityStatus) {
            eligibilityStatus = IERC7943Fungible(token).canTransfer(from, to, amount);
        }
    }

    /// @inheritdoc IUtilityChecker
    function testTransferDetails(
        address token,
        address from,
        address to,
        uint256 amount
    ) external view returns (ComplianceCheckDetails[] memory details) {
        address compliance = address(IERC3643(token).compliance());
        address[] memory modules;
        try _probe.modulesOf{gas: _half()}(IModularCompliance(compliance)) returns (address[] memory found) {
            modules = found;
        } catch {
            details = new ComplianceCheckDetails[](1);
            details[0] = ComplianceCheckDetails("", _complies(token, from, to, amount));
            return details;
        }
        details = new ComplianceCheckDetails[](modules.length);
        for (uint256 i; i < modules.length; ++i) {
            IModule module = IModule(modules[i]);
            details[i].moduleName = _nameOf(module);
            try _probe.moduleAllows{gas: _answerGas()}(module, compliance, from, to, amount) returns (bool allowed) {
                details[i].pass = allowed;
            } catch {}
        }
    }

    /// @inheritdoc IUtilityChecker
    function testVerifiedDetails(
        address token,
        address wallet
    ) external view returns (EligibilityCheckDetails[] memory details) {
        IERC3643IdentityRegistry registry = IERC3643(token).identityRegistry();
        address subject = address(registry.identity(wallet));
        uint256[] memory topics = registry.topicsRegistry().getClaimTopics();
        uint256[][] memory sources = new uint256[][](topics.length);
        uint256 count;
        for (uint256 i; i < topics.length; ++i) {
            sources[i] = _sourcesFor(registry, topics[i]);
            count += Math.max(sources[i].length, 1);
        }

        details = new EligibilityCheckDetails[](count);
        uint256 next;
        for (uint256 i; i < topics.length; ++i) {
            if (sources[i].length == 0) details[next++].topic = topics[i];
            for (uint256 j; j < sources[i].length; ++j) {
                address issuer = address(uint160(sources[i][j]));
                details[next++] = EligibilityCheckDetails(
                    issuer,
                    topics[i],
                    _proves(subject, topics[i], sources[i][j])
                );
            }
        }
    }

    /// @inheritdoc IUtilityChecker
    function testFreeze(
        address token,
        address from,
        address to,
        uint256 amount
    ) public view returns (bool frozen, uint256 availableBalance) {
        IERC3643 asked = IERC3643(token);
        availableBalance = Math.saturatingSub(asked.balanceOf(from), asked.getFrozenTokens(from));
        frozen = asked.paused() || amount > availableBalance || _isShut(token, from) || _isShut(token, to);
    }

    /// @dev What the token itself says of a wallet, where it says so: it may reuse verifications.
    function _isEligible(address token, address wallet) private view returns (bool) {
        if (_judgesSender(token) && !_isShut(token, wallet)) return IERC7943Fungible(token).canSend(wallet);
        IERC3643IdentityRegistry registry = IERC3643(token).identityRegistry();
        try _probe.isVerified{gas: _half()}(registry, wallet) returns (bool verified) {
            return verified;
        } catch {
            return false;
        }
    }

    function _complies(address token, address from, address to, uint256 amount) private view returns (bool) {
        try _probe.complies{gas: _half()}(IERC3643(token).compliance(), token, from, to, amount) returns (
            bool allowed
        ) {
            return allowed;
        } catch {
            return false;
        }
    }

    function _proves(address subject, uint256 topic, uint256 source) private view returns (bool) {
        if (subject == address(0)) return false;
        address issuer = address(uint160(source));
        if (source & DIRECT != 0) {
            try _probe.issuerVouches{gas: _answerGas()}(subject, topic, IClaimVerifier(issuer)) returns (bool vouches) {
                return vouches;
            } catch {}
        } else {
            try _probe.claimStands{gas: _answerGas()}(IIdentity(subject), topic, IClaimIssuer(issuer)) returns (
                bool stands
            ) {
                return stands;
            } catch {}
        }
        return false;
    }

    function _nameOf(IModule module) private view returns (string memory) {
        try _probe.nameOf{gas: _answerGas()}(module) returns (string memory name) {
            return name;
        } catch {
            return "";
        }
    }

    /// @dev Frozen, or lost in a token that knows lost wallets.
    function _isShut(address token, address wallet) private view returns (bool) {
        if (IERC3643(token).isFrozen(wallet)) return true;
        try _probe.successorOf{gas: _answerGas()}(IRwaToken(token), wallet) returns (address successor) {
            return successor != address(0);
        } catch {
            return false;
        }
    }

    /// @dev Issuers that are asked directly are so only where registry and issuers registry both know the like.
    function _sourcesFor(
        IERC3643IdentityRegistry registry,
        uint256 topic
    ) private view returns (uint256[] memory sources) {
        address issuersRegistry = address(registry.issuersRegistry());
        bool direct =
            ERC165Checker.supportsInterface(address(registry), type(IPartyRegistry).interfaceId) &&
                ERC165Checker.supportsInterface(issuersRegistry, type(ITrustedIssuers).interfaceId);
        if (direct) return ITrustedIssuers(issuersRegistry).claimSourcesFor(topic);
        IClaimIssuer[] memory issuers = registry.issuersRegistry().getTrustedIssuersForClaimTopic(topic);
        sources = new uint256[](issuers.length);
        for (uint256 i; i < issuers.length; ++i) sources[i] = uint160(address(issuers[i]));
    }

    /// @dev ERC-3643 asks only the receiver to be verified, ERC-7943 the sender too.
    function _judgesSender(address token) private view returns (bool) {
        return ERC165Checker.supportsInterface(token, type(IERC7943Fungible).interfaceId);
    }

    /// @dev What a bounded call is meant to get must be there before it (EIP-150), or its failure says nothing.
    function _answerGas() private view returns (uint256) {
        if (gasleft() < ANSWER_GAS + ANSWER_GAS / 63 + OVERHEAD) revert UtilityCheckerGasTooLow();
        return ANSWER_GAS;
    }

    /// @dev For calls that ask many: half of what there is.
    function _half() private view returns (uint256 budget) {
        budget = gasleft() / 2;
        if (budget < ANSWER_GAS) revert UtilityCheckerGasTooLow();
    }
}
