// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IClaimVerifier} from "../../interfaces/IClaimVerifier.sol";
import {IClaimIssuer} from "../../interfaces/erc3643/IClaimIssuer.sol";
import {IERC3643Compliance} from "../../interfaces/erc3643/IERC3643Compliance.sol";
import {IERC3643IdentityRegistry} from "../../interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {IIdentity} from "../../interfaces/erc3643/IIdentity.sol";
import {IModularCompliance} from "../compliance/IModularCompliance.sol";
import {IModule} from "../compliance/modules/IModule.sol";
import {IRwaToken} from "./IRwaToken.sol";

/// @notice Asks contracts that may be hostile, for {UtilityChecker}: whatever they do happens inside a call to this
/// contract, which its caller bounds and whose failure he takes for an answer. Source: TOKEN-91, TOKEN-94.
contract UtilityProbe {
    uint256 private constant LONGEST_NAME = 64;

    /// @notice Whether `subject` shows a claim on `topic` of exactly `issuer`, who still vouches for it (D1).
    function claimStands(IIdentity subject, uint256 topic, IClaimIssuer issuer) external view returns (bool) {
        bytes32 claimId = keccak256(abi.encode(issuer, topic));
        (uint256 claimTopic, , address claimIssuer, bytes memory signature, bytes memory data, ) = subject.getClaim(
            claimId
        );
        if (claimTopic != topic || claimIssuer != address(issuer)) return false;
        return issuer.isClaimValid(subject, topic, signature, data);
    }

    /// @notice Whether `issuer` says himself that the claim stands.
    function issuerVouches(address subject, uint256 topic, IClaimVerifier issuer) external view returns (bool) {
        return issuer.claimValidUntil(subject, topic) > block.timestamp;
    }

    /// @notice Whether the registry has a wallet verified.
    function isVerified(IERC3643IdentityRegistry registry, address wallet) external view returns (bool) {
        return registry.isVerified(wallet);
    }

    /// @notice Whether a compliance serves the token and allows the transfer.
    function complies(
        IERC3643Compliance compliance,
        address token,
        address from,
        address to,
        uint256 amount
    ) external view returns (bool) {
        return compliance.getTokenBound() == token && compliance.canTransfer(from, to, amount);
    }

    /// @notice Whether a module allows the transfer.
    function moduleAllows(
        IModule module,
        address compliance,
        address from,
        address to,
        uint256 amount
    ) external view returns (bool) {
        return module.moduleCheck(from, to, amount, compliance);
    }

    /// @notice The wallet that took a lost one's place, if the token knows the like.
    function successorOf(IRwaToken token, address wallet) external view returns (address) {
        return token.recoveredTo(wallet);
    }

    /// @notice Modules of a compliance.
    function modulesOf(IModularCompliance compliance) external view returns (address[] memory) {
        return compliance.getModules();
    }

    /// @notice Name of a module; empty if too long for one.
    function nameOf(IModule module) external pure returns (string memory name) {
        name = module.name();
        if (bytes(name).length > LONGEST_NAME) name = "";
    }
}
