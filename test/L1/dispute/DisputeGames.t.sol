// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDisputes} from "../../../contracts/L1/dispute/IDisputes.sol";
import {DisputePlayers} from "../../helpers/DisputePlayers.sol";

/// Random games, six about each of 256 batches: right and wrong ones, of honest challengers and dishonest ones, in any
/// order, at any pace that leaves the honest their time.
contract DisputeGames is DisputePlayers {
    // Solidity test runners look for this flag.
    bool public IS_TEST = true;
    uint256 private constant _GAMES = 6;

    uint256 private _paidIn;

    function setUp() public {
        vm.warp(1_000_000);
        _commitToy(0, 0, 3, 0);
    }

    /// DISPUTE-15, DISPUTE-11, I8, I9, I10, I13, attack 22
    function testFuzz_theHonestWin(uint256 seed) public {
        _seedDice(seed);
        uint256 kind = _roll(4);
        uint256 steps = 3 + _roll(30);
        bytes32 digest = _commitToy(kind == 0 ? 0 : 1, kind, steps, seed);
        for (uint256 i = 0; i < _GAMES; ++i) {
            // Who is honest does not challenge what is right.
            bool isHonest = kind != 0 && (i == 0 || _roll(2) == 0);
            _challenge(digest, address(uint160(0xBEEF00 + i)), isHonest);
        }
        _paidIn = _GAMES * BOND + (kind == 0 ? 0 : uint256(BOND_GWEI) * 1 gwei);
        for (uint256 round = 0; _playRound(round); ++round) {}
        _checkOutcome(kind == 0, digest);
        _checkBonds();
    }

    /// One move of everybody who is honest and to move, and of some of the others; false when all is over.
    function _playRound(uint256 round) private returns (bool isOpen) {
        vm.assertTrue(round < 400, "INV: a dispute ends");
        vm.warp(block.timestamp + _roll(REPLY));
        uint256 first = _roll(_GAMES);
        bool isFast = _roll(2) == 0;
        for (uint256 i = 0; i < _GAMES; ++i) {
            Match storage match_ = _matches[(first + i) % _GAMES];
            if (_progressOf(match_).phase >= IDisputes.Phase.CommitterWon) continue;
            isOpen = true;
            if (rollup.digestOf(LANE, match_.dispute.index) != match_.dispute.digest) {
                game.closeVoid(match_.dispute);
                continue;
            }
            (uint64 allowed, uint64 elapsed) = game.timeOf(game.idOf(match_.dispute));
            if (elapsed > allowed) {
                vm.assertTrue(!_isHonestTurn(match_), "INV: who is honest and moves in time is not late");
                game.timeOut(match_.dispute);
            } else if (_isHonestTurn(match_) || isFast || _roll(3) == 0) {
                _move(match_);
            }
        }
    }

    function _checkOutcome(bool isRight, bytes32 digest) private view {
        bool isThere = rollup.digestOf(LANE, 2) == digest;
        vm.assertTrue(isThere || !isRight, "INV: a right batch whose committer moves stays");
        vm.assertTrue(!isThere || isRight, "INV: a wrong batch that somebody honest disputes goes");
        for (uint256 i = 0; i < _GAMES; ++i) {
            IDisputes.Phase outcome = _progressOf(_matches[i]).phase;
            bool isLost = outcome == IDisputes.Phase.CommitterWon;
            vm.assertTrue(!isRight || isLost, "INV: whoever disputes a right batch loses");
            vm.assertTrue(!_matches[i].isHonest || !isLost, "INV: an honest challenger does not lose");
        }
        vm.assertTrue(game.isUndisputed(LANE, 2, digest) == isRight, "INV: a batch is undisputed when it was right");
    }

    function _checkBonds() private view {
        uint256 owed = game.burnt() + game.creditOf(actorAt(0)) + game.creditOf(actorAt(1));
        for (uint256 i = 0; i < _GAMES; ++i) owed += game.creditOf(address(uint160(0xBEEF00 + i)));
        vm.assertEq(address(game).balance, owed, "INV: what the game holds is owed or burnt");
        vm.assertEq(owed, _paidIn, "INV: bonds paid in are owed or burnt");
    }
}
