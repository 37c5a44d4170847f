// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgentRole} from "../identity/AgentRole.sol";
import {AgentRestrictions} from "../../types/AgentRestrictions.sol";
import {IRwaToken} from "./IRwaToken.sol";

/// @notice What each agent of the token may not do. Source: TOKEN-4, TOKEN-5.
abstract contract TokenAgents is AgentRole {
    /// @custom:storage-location erc7201:muniment.storage.TokenAgents
    struct TokenAgentsStorage {
        mapping(address agent => AgentRestrictions) restrictions;
        mapping(address agent => bool) recordDatesDisabled;
    }

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.TokenAgents")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant TOKEN_AGENTS_SLOT = 0xea7aca4ab4e30e4f1fb27d671bea373112d0234b70a9d520ae67454e473ca300;

    modifier onlyMinter() {
        _checkAction(_restrictions().disableMint);
        _;
    }

    modifier onlyBurner() {
        _checkAction(_restrictions().disableBurn);
        _;
    }

    modifier onlyUnitFreezer() {
        _checkAction(_restrictions().disablePartialFreeze);
        _;
    }

    modifier onlyWalletFreezer() {
        _checkAction(_restrictions().disableAddressFreeze);
        _;
    }

    modifier onlyRecoverer() {
        _checkAction(_restrictions().disableRecovery);
        _;
    }

    modifier onlyForcer() {
        _checkAction(_restrictions().disableForceTransfer);
        _;
    }

    modifier onlyPauser() {
        _checkAction(_restrictions().disablePause);
        _;
    }

    modifier onlyDateKeeper() {
        _checkAction(_tokenAgents().recordDatesDisabled[_msgSender()]);
        _;
    }

    /// @dev Those of the caller.
    function _restrictions() internal view returns (AgentRestrictions storage) {
        return _tokenAgents().restrictions[_msgSender()];
    }

    function _checkAction(bool disabled) private view {
        _checkAgent();
        if (disabled) revert IRwaToken.TokenActionRestricted(_msgSender(), msg.sig);
    }

    function _tokenAgents() internal pure returns (TokenAgentsStorage storage $) {
        assembly ("memory-safe") {
            $.slot := TOKEN_AGENTS_SLOT // ERC-7201 pointer
        }
    }
}
