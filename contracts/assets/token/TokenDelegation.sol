// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {IERC1404} from "../../interfaces/IERC1404.sol";
import {IERC1643} from "../../interfaces/IERC1643.sol";
import {IERC3009} from "../../interfaces/IERC3009.sol";
import {IRecordDates} from "../../interfaces/IRecordDates.sol";
import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {IERC7943Fungible} from "../../interfaces/erc3643/IERC7943Fungible.sol";
import {IToken} from "../../interfaces/erc3643/IToken.sol";
import {AgentRestrictions} from "../../types/AgentRestrictions.sol";
import {IRulesListener} from "../compliance/IRulesListener.sol";
import {IRwaToken} from "./IRwaToken.sol";
import {TokenViews} from "./TokenViews.sol";
import {RwaTokenExtension} from "./extension/RwaTokenExtension.sol";

/// @notice Runs in {RwaTokenExtension}, on the token's own storage, what does not fit into the token. Source: TOKEN-48.
abstract contract TokenDelegation is TokenViews {
    /// @dev Part of the code, so that clones and proxies of the token share it.
    RwaTokenExtension private immutable _extension = new RwaTokenExtension();

    /// @inheritdoc IRwaToken
    function init(address, address, string calldata, string calldata, uint8, address) external {
        _extend();
    }

    /// @inheritdoc IERC3643
    function setName(string calldata) external {
        _extend();
    }

    /// @inheritdoc IERC3643
    function setSymbol(string calldata) external {
        _extend();
    }

    /// @inheritdoc IERC3643
    function setOnchainID(address) external {
        _extend();
    }

    /// @inheritdoc IERC3643
    function setIdentityRegistry(address) external {
        _extend();
    }

    /// @inheritdoc IERC3643
    function setCompliance(address) external {
        _extend();
    }

    /// @inheritdoc IToken
    function setAgentRestrictions(address, AgentRestrictions memory) external {
        _extend();
    }

    /// @inheritdoc IToken
    function setAllowanceForAll(bool, address[] calldata) external {
        _extend();
    }

    /// @inheritdoc IToken
    function disableDefaultAllowance() external {
        _extend();
    }

    /// @inheritdoc IToken
    function enableDefaultAllowance() external {
        _extend();
    }

    /// @inheritdoc IRwaToken
    function setRecordDatesDisabled(address, bool) external {
        _extend();
    }

    /// @inheritdoc IRwaToken
    function setSpenderCheck(bool) external {
        _extend();
    }

    /// @inheritdoc IRwaToken
    function setVerificationCache(address, uint32) external {
        _extend();
    }

    /// @inheritdoc IRulesListener
    function rulesChanged(uint16) external {
        _extend();
    }

    /// @inheritdoc IERC1643
    function setDocument(bytes32, string calldata, bytes32) external {
        _extend();
    }

    /// @inheritdoc IERC1643
    function removeDocument(bytes32) external {
        _extend();
    }

    /// @inheritdoc IERC3643
    function pause() external {
        _extend();
    }

    /// @inheritdoc IERC3643
    function unpause() external {
        _extend();
    }

    /// @inheritdoc IRecordDates
    function scheduleRecordDate(uint48) external {
        _extend();
    }

    /// @inheritdoc IERC3643
    function setAddressFrozen(address, bool) external {
        _extend();
    }

    /// @inheritdoc IERC3643
    function batchSetAddressFrozen(address[] calldata, bool[] calldata) external {
        _extend();
    }

    /// @inheritdoc IERC3643
    function batchFreezePartialTokens(address[] calldata, uint256[] calldata) external {
        _extend();
    }

    /// @inheritdoc IERC3643
    function batchUnfreezePartialTokens(address[] calldata, uint256[] calldata) external {
        _extend();
    }

    /// @inheritdoc IERC7943Fungible
    function setFrozenTokens(address, uint256) external returns (bool) {
        _extend();
        return true;
    }

    /// @inheritdoc IERC3009
    function cancelAuthorization(address, bytes32, uint8, bytes32, bytes32) external {
        _extend();
    }

    /// @inheritdoc IRwaToken
    function increaseAllowance(address, uint256) external returns (bool) {
        _extend();
        return true;
    }

    /// @inheritdoc IRwaToken
    function decreaseAllowance(address, uint256) external returns (bool) {
        _extend();
        return true;
    }

    /// @inheritdoc IERC1404
    function messageForTransferRestriction(uint8 code) external view returns (string memory) {
        return _extension.messageForTransferRestriction(code);
    }

    /// @dev Passes the call on as it came; all that is delegated returns true or nothing.
    function _extend() internal {
        Address.functionDelegateCall(address(_extension), msg.data);
    }
}
