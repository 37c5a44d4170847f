// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRwaToken} from "../IRwaToken.sol";
import {TransferRestriction} from "../TransferRestriction.sol";
import {TokenAgentActions} from "./TokenAgentActions.sol";
import {TokenHolderActions} from "./TokenHolderActions.sol";
import {TokenOwnerActions} from "./TokenOwnerActions.sol";

/// @notice The part of {RwaToken} that does not fit into its 24,576 bytes: everything but the daily work. A token runs
/// it by delegate call, on its own storage; both are made of the same bases. Source: TOKEN-48.
contract RwaTokenExtension is TokenOwnerActions, TokenAgentActions, TokenHolderActions {
    /// @dev By itself it is no token.
    constructor() {
        _disableInitializers();
    }

    /// @notice An ERC-1404 code in words.
    function messageForTransferRestriction(uint8 code) external pure returns (string memory) {
        if (code > uint8(type(TransferRestriction).max)) revert IRwaToken.TokenRestrictionUnknown(code);
        return _messages()[code];
    }

    function _messages() private pure returns (string[13] memory) {
        return
            [
                "No restriction",
                "The token is paused",
                "The sender's wallet was lost and recovered",
                "The sender's wallet is frozen",
                "The sender holds too little",
                "Too many of the sender's units are frozen",
                "The sender is not verified",
                "There is no receiver",
                "The receiver's wallet was lost and recovered",
                "The receiver's wallet is frozen",
                "The receiver is not verified",
                "The compliance serves another token",
                "A rule of the compliance forbids the transfer"
            ];
    }
}
