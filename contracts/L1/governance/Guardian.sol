// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IGuardian} from "./IGuardian.sol";
import {IPauseUser} from "./IPauseUser.sol";
import {TimelockedAccess} from "./TimelockedAccess.sol";

/// @notice Implements {IGuardian}.
contract Guardian is IGuardian, TimelockedAccess {
    /// @notice Who may pause.
    bytes32 public constant GUARDIAN_ROLE = keccak256("GUARDIAN");
    /// @notice Who may end a pause early.
    bytes32 public constant COUNCIL_ROLE = keccak256("COUNCIL");

    /// @dev Of the last `_PERIOD` at most `_MOST` is paused.
    uint64 private constant _MOST = 14 days;
    uint64 private constant _PERIOD = 180 days;
    /// @dev What a pause counts for at least, ended early or not: so at most 336 lie within a period, and reading them
    /// is
    /// bounded.
    uint64 private constant _LEAST = 1 hours;

    struct Pause {
        uint64 from;
        uint64 until;
    }

    Pause[] private _pauses;
    /// @dev End of the last pause.
    uint64 private _until;
    IPauseUser private _user;

    /// @param timelock Administrator.
    /// @param leastDelay Seconds that its delay must be longer than.
    /// @param guardians Who may pause.
    /// @param council Who may end a pause early.
    constructor(
        TimelockController timelock,
        uint256 leastDelay,
        address[] memory guardians,
        address[] memory council
    ) TimelockedAccess(timelock, leastDelay) {
        _grantAtStart(GUARDIAN_ROLE, guardians);
        _grantAtStart(COUNCIL_ROLE, council);
    }

    /// @inheritdoc IGuardian
    function connect(address user) external onlySlow {
        if (address(_user) != address(0)) revert GuardianUserConnected(address(_user));
        _checkContract(user);
        _user = IPauseUser(user);
        emit UserConnected(user);
        _user.notePause(_until);
    }

    /// @inheritdoc IGuardian
    function pause(uint64 duration) external onlyRole(GUARDIAN_ROLE) {
        if (isPaused()) revert GuardianAlreadyPaused(_until);
        uint64 greatest = allowance();
        if (duration < _LEAST || duration > greatest) revert GuardianPauseOutOfRange(_LEAST, greatest, duration);

        uint64 from = _now();
        _setUntil(from + duration);
        _pauses.push(Pause(from, from + duration));
        emit Paused(from, from + duration, msg.sender);
    }

    /// @inheritdoc IGuardian
    function resume() external onlyRole(COUNCIL_ROLE) {
        if (!isPaused()) revert GuardianNotPaused();
        _setUntil(_now());
        _pauses[_pauses.length - 1].until = _now();
        emit Resumed(_now(), msg.sender);
    }

    /// @inheritdoc IGuardian
    function isPaused() public view returns (bool) {
        return _until > block.timestamp;
    }

    /// @inheritdoc IGuardian
    function elapsedSince(uint64 from) external view returns (uint64) {
        return _now() - from - _pausedSince(from, 0);
    }

    /// @inheritdoc IGuardian
    function allowance() public view returns (uint64) {
        uint64 time = _now();
        uint64 used = _pausedSince(time > _PERIOD ? time - _PERIOD : 0, _LEAST);
        return used < _MOST ? _MOST - used : 0;
    }

    /// @dev Without the rollup a pause would stop no lane.
    function _checkSetUp() internal view override {
        _checkContract(address(_user));
    }

    function _setUntil(uint64 until) private {
        _until = until;
        if (address(_user) != address(0)) _user.notePause(until);
    }

    /// @dev Seconds between `from` and now that were paused, each pause counting for `least` at least.
    function _pausedSince(uint64 from, uint64 least) private view returns (uint64 sum) {
        uint64 time = _now();
        for (uint256 i = _pauses.length; i > 0; --i) {
            Pause memory one = _pauses[i - 1];
            if (one.until <= from) break;
            uint256 paused = Math.min(one.until, time) - Math.max(one.from, from);
            sum += SafeCast.toUint64(Math.max(paused, least));
        }
    }

    function _checkContract(address account) private view {
        if (account.code.length == 0) revert GuardianNotContract(account);
    }

    function _now() private view returns (uint64) {
        return uint64(block.timestamp);
    }
}
