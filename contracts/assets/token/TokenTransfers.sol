// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import {Party} from "../identity/Party.sol";
import {IRwaToken} from "./IRwaToken.sol";
import {TokenMovements} from "./TokenMovements.sol";
import {TransferRestriction} from "./TransferRestriction.sol";

/// @notice Transfers by holders and spenders. Source: TOKEN-7, TOKEN-13, TOKEN-45.
abstract contract TokenTransfers is TokenMovements {
    /// @inheritdoc ERC20Upgradeable
    function transfer(address to, uint256 amount) public virtual override returns (bool) {
        _holderTransfer(_msgSender(), to, amount);
        return true;
    }

    /// @inheritdoc ERC20Upgradeable
    function transferFrom(address from, address to, uint256 amount) public virtual override returns (bool) {
        address spender = _msgSender();
        if (_settings().checksSpender && spender != from && !_isVerified(spender)) {
            revert IRwaToken.TokenSpenderUnverified(spender);
        }
        _spendAllowance(from, spender, amount);
        _holderTransfer(from, to, amount);
        return true;
    }

    function _holderTransfer(address from, address to, uint256 amount) internal {
        Party memory unknown;
        _holderTransfer(from, to, amount, unknown);
    }

    /// @param known The sender's party if this call asked the registry for it already.
    function _holderTransfer(
        address from,
        address to,
        uint256 amount,
        Party memory known
    ) internal returns (Party memory) {
        Passage memory passage = _judge(from, to, amount, known);
        if (passage.restriction != TransferRestriction.None) _refuse(passage);
        if (known.identity == address(0)) _remember(from, passage.sender);
        _remember(to, passage.receiver);
        _carryOut(passage.movement);
        return passage.sender;
    }
}
