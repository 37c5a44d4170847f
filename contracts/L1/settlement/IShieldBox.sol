// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ISettlementGateway} from "./ISettlementGateway.sol";

/// @notice An address that tokens wait at until they are shielded for one receiver, or go to one owner. It does what
/// {IShieldBoxes} says, and knows nothing. Source: spec/settlement.md, SETTLE-110.
interface IShieldBox {
    error ShieldBoxCallerInvalid(address expected, address actual);

    /// @notice Shields tokens; the wei sent along are the queue's fee.
    /// @param gateway Gateway of the settlement lane.
    /// @param token Token of the asset.
    /// @param asset Its number.
    /// @param amount Base units.
    /// @param receiver Of the note.
    /// @return number Of the shield.
    /// @dev *Caller:* the contract that made it. *Reverts:* ShieldBoxCallerInvalid, and as the gateway and the token
    /// do.
    function shield(
        ISettlementGateway gateway,
        IERC20 token,
        uint32 asset,
        uint128 amount,
        uint256 receiver
    ) external payable returns (uint64 number);

    /// @notice Pays tokens out.
    /// @param amount Base units.
    /// @dev *Caller:* the contract that made it. *Reverts:* ShieldBoxCallerInvalid, and as the token does.
    function pay(IERC20 token, address to, uint256 amount) external;
}
