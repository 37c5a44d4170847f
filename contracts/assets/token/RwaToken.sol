// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IRecordDates} from "../../interfaces/IRecordDates.sol";
import {IAgentRole} from "../../interfaces/erc3643/IAgentRole.sol";
import {IERC173} from "../../interfaces/erc3643/IERC173.sol";
import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {IERC7943Fungible} from "../../interfaces/erc3643/IERC7943Fungible.sol";
import {IRwaToken} from "./IRwaToken.sol";
import {TokenRecovery} from "./TokenRecovery.sol";

/// @notice The permissioned token of a real-world asset. Source: spec/token.md.
/// @dev Each base has one purpose: {TokenAgents}, {TokenSettings}, {TokenRecordDates}, {TokenFreezes},
/// {TokenTransfers}, {TokenSupply}, {TokenRecovery}.
contract RwaToken is TokenRecovery, IERC165 {
    /// @inheritdoc IRwaToken
    function init(
        address identityRegistry_,
        address compliance_,
        string calldata name_,
        string calldata symbol_,
        uint8 decimals_,
        address onchainID_
    ) external initializer {
        __Ownable_init(_msgSender());
        _initializeSettings(name_, symbol_, decimals_, onchainID_);
        _setIdentityRegistry(identityRegistry_);
        _setCompliance(compliance_);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return
            id == type(IERC20).interfaceId ||
            id == type(IERC20Metadata).interfaceId ||
            id == type(IERC20Permit).interfaceId ||
            id == type(IERC3643).interfaceId ||
            id == type(IERC7943Fungible).interfaceId ||
            id == type(IRecordDates).interfaceId ||
            id == type(IAgentRole).interfaceId ||
            id == type(IERC173).interfaceId ||
            id == type(IERC165).interfaceId;
    }
}
