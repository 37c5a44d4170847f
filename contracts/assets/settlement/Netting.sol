// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ISettlementIntents} from "./ISettlementIntents.sol";

/// @notice Reduces legs to net transfers: per token each party either gives or receives, never both, and at most one
/// transfer fewer than parties is made. Source: spec/settlement.md, SETTLE-15, SETTLE-16.
library Netting {
    /// What a party has to give and to receive of one token; after netting one of the two is zero.
    struct Position {
        address party;
        uint256 gives;
        uint256 takes;
    }

    /// Positions of one token in order of first appearance; entries from `length` on are unused.
    struct Book {
        address token;
        uint256 length;
        Position[] positions;
    }

    /// Transfers found so far; entries from `length` on are unused.
    struct Result {
        uint256 length;
        ISettlementIntents.Leg[] transfers;
    }

    /// @notice Net transfers of the legs: token by token in order of first appearance, first between parties that share
    /// a leg, then the rest in order of first appearance.
    /// @param legs Legs with amounts below 2^128, no leg to its own giver; at most 2^127 of them.
    function netTransfers(
        ISettlementIntents.Leg[] calldata legs
    ) internal pure returns (ISettlementIntents.Leg[] memory transfers) {
        // A token of n legs has at most 2n parties and needs fewer transfers than parties.
        Result memory result = Result({length: 0, transfers: new ISettlementIntents.Leg[](2 * legs.length)});
        for (uint256 i = 0; i < legs.length; ++i) {
            if (_isFirstOfToken(legs, i)) _netToken(_bookOf(legs, i), legs, result);
        }

        transfers = new ISettlementIntents.Leg[](result.length);
        for (uint256 i = 0; i < transfers.length; ++i) transfers[i] = result.transfers[i];
    }

    function _netToken(Book memory book, ISettlementIntents.Leg[] calldata legs, Result memory result) private pure {
        for (uint256 i = 0; i < legs.length; ++i) {
            if (legs[i].token == book.token) {
                _transfer(book.token, _positionOf(book, legs[i].from), _positionOf(book, legs[i].to), result);
            }
        }
        // What is left to give equals what is left to receive, so the receivers do not run out before the givers.
        uint256 receiver = 0;
        for (uint256 giver = 0; giver < book.length; ++giver) {
            while (book.positions[giver].gives != 0) {
                if (book.positions[receiver].takes == 0) ++receiver;
                else _transfer(book.token, book.positions[giver], book.positions[receiver], result);
            }
        }
    }

    function _transfer(
        address token,
        Position memory giver,
        Position memory receiver,
        Result memory result
    ) private pure {
        uint256 amount = Math.min(giver.gives, receiver.takes);
        if (amount == 0) return;
        giver.gives -= amount;
        receiver.takes -= amount;
        result.transfers[result.length++] = ISettlementIntents.Leg({
            token: token,
            from: giver.party,
            to: receiver.party,
            amount: amount
        });
    }

    function _bookOf(ISettlementIntents.Leg[] calldata legs, uint256 first) private pure returns (Book memory book) {
        book.token = legs[first].token;
        book.positions = new Position[](2 * (legs.length - first));
        for (uint256 i = first; i < legs.length; ++i) {
            if (legs[i].token != book.token) continue;
            _positionOf(book, legs[i].from).gives += legs[i].amount;
            _positionOf(book, legs[i].to).takes += legs[i].amount;
        }
        for (uint256 i = 0; i < book.length; ++i) {
            Position memory position = book.positions[i];
            uint256 both = Math.min(position.gives, position.takes);
            position.gives -= both;
            position.takes -= both;
        }
    }

    /// The party's position, added if it has none yet.
    function _positionOf(Book memory book, address party) private pure returns (Position memory position) {
        for (uint256 i = 0; i < book.length; ++i) if (book.positions[i].party == party) return book.positions[i];
        position = book.positions[book.length++];
        position.party = party;
    }

    function _isFirstOfToken(ISettlementIntents.Leg[] calldata legs, uint256 place) private pure returns (bool) {
        for (uint256 i = 0; i < place; ++i) if (legs[i].token == legs[place].token) return false;
        return true;
    }
}
