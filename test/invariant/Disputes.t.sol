// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDisputes} from "../../contracts/L1/dispute/IDisputes.sol";
import {Lane} from "../../contracts/types/Lane.sol";
import {DisputePlayers} from "../helpers/DisputePlayers.sol";
import {Test} from "../helpers/Test.sol";

/// Commits right and wrong batches, disputes them, moves, waits, pauses, ends and pays out at random, and notes what
/// must not have happened. Time passes so that the honest can keep up.
contract DisputeHandler is DisputePlayers {
    uint256 public constant CHALLENGERS = 4;

    uint256 public bondsIn;
    uint256 public bondsOut;
    uint256 public forfeited;
    uint256 public ended;
    uint256 public rightLost;
    uint256 public honestLost;
    uint256 public endedTwice;
    uint256 public openTooLong;
    uint256 public securedWrongly;
    uint256 public strangeMoves;
    uint256 public leastGas = type(uint256).max;
    uint256 public mostGas;
    mapping(uint256 which => uint64 time) private _openedAt;
    mapping(uint256 which => IDisputes.Phase outcome) private _outcomes;

    /// The first batch, once.
    function start() external {
        if (rollup.lastBatch(LANE) == 0) _commitToy(0, 0, 3, 0);
    }

    function challengerAt(uint256 who) public pure returns (address) {
        return address(uint160(0xBEEF00 + (who % CHALLENGERS)));
    }

    function commit(uint256 kind, uint256 steps, uint256 seed) external {
        if (guardian.isPaused() || rollup.lastBatch(LANE) > 6) return;
        // Half of them are right.
        kind = kind % 2 == 0 ? 0 : 1 + ((kind >> 1) % 3);
        _commitToy(kind == 0 ? 0 : 1, kind, 3 + (steps % 14), seed);
    }

    function challenge(uint256 which, uint256 who, bool isHonest) external {
        uint64 index = uint64(2 + (which % 6));
        bytes32 digest = rollup.digestOf(LANE, index);
        (, uint64 committedAt) = rollup.commitOf(LANE, index);
        bool isLate = digest == 0 || guardian.elapsedSince(committedAt) >= WINDOW;
        if (isLate || index <= rollup.lastFinal(LANE) || _matches.length >= 40) return;
        _challenge(digest, challengerAt(who), isHonest && !_toys[digest].isRight);
        bondsIn += BOND;
        _openedAt[_matches.length - 1] = uint64(block.timestamp);
    }

    /// Rounds in which the honest move, some of the others do, who is late is told so, and time passes.
    function play(uint256 rounds, uint256 time) external {
        for (uint256 round = 0; round < 1 + (rounds % 16); ++round) {
            for (uint256 i = 0; i < _matches.length; ++i) {
                _moveHonest(i);
                timeOut(i);
                if (_roll(2) == 0) move(i);
            }
            vm.warp(block.timestamp + (uint256(keccak256(abi.encode(time, round))) % REPLY));
        }
    }

    /// Somebody moves who need not.
    function move(uint256 which) public {
        if (_matches.length == 0) return;
        uint256 at = which % _matches.length;
        if (_isOpen(at) && _isInTime(at)) _moveAt(at);
    }

    /// Somebody does what it may not: whatever comes of it, nobody honest is the worse for it.
    function disturb(uint256 which, uint256 who, uint256 how) external {
        if (_matches.length == 0) return;
        Match storage match_ = _matches[which % _matches.length];
        IDisputes.Phase before = _progressOf(match_).phase;
        bytes32[] memory shown = match_.shown;
        vm.startPrank(how % 2 == 0 ? challengerAt(who) : address(0xBAD));
        if (how % 5 == 0) try game.showNodes(match_.dispute, shown) {} catch {}
        if (how % 5 == 1) try game.timeOut(match_.dispute) {} catch {}
        if (how % 5 == 2) try game.closeVoid(match_.dispute) {} catch {}
        if (how % 5 == 3) try game.closeWithProof(match_.dispute) {} catch {}
        if (how % 5 == 4) try game.proveStep(match_.dispute, shown, abi.encode(who)) {} catch {}
        vm.stopPrank();
        IDisputes.Phase afterwards = _progressOf(match_).phase;
        bool isEnd = afterwards >= IDisputes.Phase.CommitterWon;
        if (before != afterwards && (!isEnd || before >= IDisputes.Phase.CommitterWon)) ++strangeMoves;
        _note(which % _matches.length);
    }

    function timeOut(uint256 which) public {
        if (_matches.length == 0) return;
        uint256 at = which % _matches.length;
        if (_isOpen(at) && !_isInTime(at)) {
            game.timeOut(_matches[at].dispute);
            _note(at);
        }
    }

    function settle(uint256 which) external {
        if (guardian.isPaused()) return;
        uint64 index = uint64(1 + (which % 6));
        bytes32 digest = rollup.digestOf(LANE, index);
        try rollup.secure(LANE, index) {
            (uint64 disputes, bool isLost) = game.standingOf(digest);
            if (disputes != 0 || isLost) ++securedWrongly;
        } catch {}
        if (digest != 0) try rollup.finalize(_headers[index]) {} catch {}
    }

    function withdraw(uint256 who) external {
        address account = who % 3 == 0 ? actorAt((who >> 2) % 2) : challengerAt(who >> 2);
        uint256 credit = game.creditOf(account);
        if (credit == 0) return;
        vm.prank(account);
        game.withdraw();
        bondsOut += credit;
    }

    function pause(uint256 duration) external {
        if (duration % 4 != 0 || guardian.isPaused() || guardian.allowance() < 2 hours) return;
        vm.prank(pauser());
        guardian.pause(uint64(1 hours + (duration % 1 hours)));
    }

    function resume() external {
        if (!guardian.isPaused()) return;
        vm.prank(council());
        guardian.resume();
    }

    function matchAt(
        uint256 which
    ) external view returns (IDisputes.Dispute memory dispute, IDisputes.Phase phase, uint64 openedAt) {
        return (_matches[which].dispute, _progressOf(_matches[which]).phase, _openedAt[which]);
    }

    function isRight(bytes32 digest) external view returns (bool) {
        return _toys[digest].isRight;
    }

    function _moveHonest(uint256 at) private {
        if (!_isOpen(at) || !_isHonestTurn(_matches[at])) return;
        if (!_isInTime(at)) ++honestLost;
        else _moveAt(at);
    }

    /// A move, the gas of which is noted when it ends the dispute.
    function _moveAt(uint256 at) private {
        Match storage match_ = _matches[at];
        IDisputes.Progress memory progress = _progressOf(match_);
        uint256 gas = gasleft();
        _move(match_);
        gas -= gasleft();
        bool isStep = progress.phase == IDisputes.Phase.States && progress.level == 0;
        if (isStep && _progressOf(match_).phase == IDisputes.Phase.CommitterWon) {
            if (gas < leastGas) leastGas = gas;
            if (gas > mostGas) mostGas = gas;
        }
        _note(at);
    }

    /// What has come of a dispute.
    function _note(uint256 at) private {
        Match storage match_ = _matches[at];
        IDisputes.Phase outcome = _progressOf(match_).phase;
        if (outcome < IDisputes.Phase.CommitterWon || _outcomes[at] == outcome) return;
        if (_outcomes[at] != IDisputes.Phase.None) ++endedTwice;
        _outcomes[at] = outcome;
        ++ended;
        bool isBatchRight = _toyOf(match_).isRight;
        if (outcome == IDisputes.Phase.ChallengerWon) {
            forfeited += uint256(BOND_GWEI) * 1 gwei;
            if (isBatchRight) ++rightLost;
        }
        if (outcome == IDisputes.Phase.CommitterWon && match_.isHonest) ++honestLost;
        if (guardian.elapsedSince(_openedAt[at]) > game.longestDispute() + REPLY) ++openTooLong;
    }

    /// Open, about a batch that is there; what is about none is void.
    function _isOpen(uint256 at) private returns (bool) {
        Match storage match_ = _matches[at];
        if (_progressOf(match_).phase >= IDisputes.Phase.CommitterWon) return false;
        if (rollup.digestOf(LANE, match_.dispute.index) == match_.dispute.digest) return true;
        game.closeVoid(match_.dispute);
        _note(at);
        return false;
    }

    function _isInTime(uint256 at) private view returns (bool) {
        (uint64 allowed, uint64 elapsed) = game.timeOf(game.idOf(_matches[at].dispute));
        return elapsed <= allowed;
    }
}

contract DisputeInvariants is Test {
    DisputeHandler private _handler;

    function setUp() public {
        vm.warp(1_000_000);
        _handler = new DisputeHandler();
        _handler.start();
        targetContract(address(_handler));
    }

    /// What the invariants are about does come about.
    function test_disputesEndInEveryWay() public {
        for (uint256 i = 0; i < 40; ++i) {
            uint256 seed = uint256(keccak256(abi.encode(i)));
            _handler.commit(seed, seed >> 8, seed >> 16);
            _handler.challenge(seed >> 24, seed >> 32, true);
            _handler.challenge(seed >> 40, seed >> 48, false);
            _handler.play(seed >> 56, seed >> 64);
            _handler.settle(seed >> 72);
            _handler.withdraw(seed >> 80);
        }
        uint256[8] memory outcomes;
        for (uint256 i = 0; i < _handler.matches(); ++i) {
            (, IDisputes.Phase phase, ) = _handler.matchAt(i);
            ++outcomes[uint256(phase)];
        }
        assertTrue(outcomes[5] > 3 && outcomes[6] > 3 && outcomes[7] > 1, "INV: disputes end in every way");
        assertTrue(_handler.mostGas() > 0, "INV: some are decided by a step");
        assertTrue(_handler.bondsOut() > 0, "INV: bonds are paid out");
    }

    /// DISPUTE-11, DISPUTE-12, I8
    function invariant_bondsAreConserved() public view {
        uint256 held = _handler.game().burnt();
        for (uint256 i = 0; i < 2; ++i) held += _handler.game().creditOf(_handler.actorAt(i));
        for (uint256 i = 0; i < _handler.CHALLENGERS(); ++i) held += _handler.game().creditOf(_handler.challengerAt(i));
        for (uint256 i = 0; i < _handler.matches(); ++i) {
            (, IDisputes.Phase phase, ) = _handler.matchAt(i);
            if (phase < IDisputes.Phase.CommitterWon) held += 1_000;
        }
        assertEq(address(_handler.game()).balance, held, "INV: what is open, owed and burnt is what the game holds");
        assertEq(
            held + _handler.bondsOut(),
            _handler.bondsIn() + _handler.forfeited(),
            "INV: bonds paid in and forfeited are held or paid out"
        );
    }

    /// DISPUTE-10, DISPUTE-11, I9
    function invariant_oneOutcome() public view {
        assertEq(_handler.endedTwice(), 0, "INV: a dispute has one winner");
        assertEq(_handler.strangeMoves(), 0, "INV: nobody moves for another");
    }

    /// DISPUTE-15, I10, I13
    function invariant_theHonestWin() public view {
        assertEq(_handler.honestLost(), 0, "INV: who is honest and moves in time does not lose");
        assertEq(_handler.rightLost(), 0, "INV: a right batch whose committer moves is never lost");
    }

    /// DISPUTE-1, I11
    function invariant_costIsConstant() public view {
        if (_handler.mostGas() == 0) return;
        assertTrue(
            _handler.mostGas() < _handler.leastGas() + 120_000,
            "INV: what a resolution costs does not grow with the disputes there are"
        );
    }

    /// DISPUTE-9, DISPUTE-14, I12
    function invariant_disputesEnd() public view {
        for (uint256 i = 0; i < _handler.matches(); ++i) {
            (IDisputes.Dispute memory dispute, , ) = _handler.matchAt(i);
            bytes32 id = _handler.game().idOf(dispute);
            IDisputes.Progress memory progress = _handler.game().progressOf(id);
            IDisputes.Terms memory terms = _handler.game().terms();
            assertTrue(
                progress.committerLeft <= terms.clock && progress.challengerLeft <= terms.clock,
                "INV: a clock is never given time"
            );
        }
        assertEq(_handler.openTooLong(), 0, "INV: a dispute lasts at most both clocks and a reply time for every move");
    }

    /// DISPUTE-3, I3
    function invariant_disputedIsNotSecured() public view {
        assertEq(_handler.securedWrongly(), 0, "INV: no batch is secured while a dispute is open or lost");
        for (uint256 i = 0; i < _handler.matches(); ++i) {
            (IDisputes.Dispute memory dispute, IDisputes.Phase phase, ) = _handler.matchAt(i);
            Lane lane = dispute.lane;
            if (phase >= IDisputes.Phase.CommitterWon && phase != IDisputes.Phase.ChallengerWon) continue;
            assertTrue(
                !_handler.game().isUndisputed(lane, dispute.index, dispute.digest),
                "INV: a batch with a dispute that is open or lost is not undisputed"
            );
        }
    }
}
