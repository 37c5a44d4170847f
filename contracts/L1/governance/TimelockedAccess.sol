// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @notice Roles of a contract on L1 under one timelock. What adds or weakens is done by the timelock alone, whose
/// delay
/// is longer than any time that holders need to leave; the deployer sets up once, before `seal`.
/// Source: spec/rollup.md, ROLLUP-29, ROLLUP-36, ROLLUP-37.
abstract contract TimelockedAccess is AccessControl {
    TimelockController private immutable _timelock;
    address private immutable _deployer;
    uint256 private immutable _leastDelay;
    bool private _sealed;

    event Sealed(address by);

    error AccessTimelockTooShort(uint256 leastExclusive, uint256 actual);
    error AccessNotTimelock(address caller);
    error AccessAlreadySealed();
    error AccessNotSealed();
    error AccessAdminStays(address admin);

    /// @dev Reverts for anyone but the timelock, and the deployer during set-up.
    modifier onlySlow() {
        _checkSlow();
        _;
    }

    /// @param timelock_ The only administrator.
    /// @param leastDelay_ Seconds that its delay must be longer than: the longest that holders need to leave.
    constructor(TimelockController timelock_, uint256 leastDelay_) {
        _timelock = timelock_;
        _deployer = msg.sender;
        _leastDelay = leastDelay_;
        _checkDelay();
        _grantRole(DEFAULT_ADMIN_ROLE, address(timelock_));
    }

    /// @notice Ends the set-up: from now on only the timelock adds or weakens.
    /// @dev *Caller:* the deployer, once. *Reverts:* AccessNotTimelock, AccessAlreadySealed. *Source:* ROLLUP-37.
    function seal() external {
        if (msg.sender != _deployer) revert AccessNotTimelock(msg.sender);
        if (_sealed) revert AccessAlreadySealed();
        _checkSetUp();
        _sealed = true;
        emit Sealed(msg.sender);
    }

    /// @notice The timelock.
    function timelock() external view returns (address) {
        return address(_timelock);
    }

    /// @notice Seconds that the timelock's delay must be longer than.
    function leastDelay() public view returns (uint256) {
        return _leastDelay;
    }

    /// @notice Whether the set-up has ended.
    function isSealed() public view returns (bool) {
        return _sealed;
    }

    /// @inheritdoc AccessControl
    /// @dev There is no other administrator than the timelock, and it names nobody quickly; before the set-up has
    /// ended nobody is named. *Reverts:* AccessAdminStays, AccessNotSealed, AccessTimelockTooShort. *Source:*
    /// ROLLUP-29,
    /// ROLLUP-36, ROLLUP-37.
    function grantRole(bytes32 role, address account) public override {
        if (role == DEFAULT_ADMIN_ROLE) revert AccessAdminStays(account);
        if (!_sealed) revert AccessNotSealed();
        if (getRoleAdmin(role) == DEFAULT_ADMIN_ROLE) _checkDelay();
        super.grantRole(role, account);
    }

    /// @inheritdoc AccessControl
    /// @dev The timelock stays administrator: without one, nobody could ever replace what is broken. *Reverts:*
    /// AccessAdminStays. *Source:* ROLLUP-36.
    function renounceRole(bytes32 role, address account) public override {
        if (role == DEFAULT_ADMIN_ROLE) revert AccessAdminStays(account);
        super.renounceRole(role, account);
    }

    /// @inheritdoc AccessControl
    /// @dev *Reverts:* as renounceRole.
    function revokeRole(bytes32 role, address account) public override {
        if (role == DEFAULT_ADMIN_ROLE) revert AccessAdminStays(account);
        super.revokeRole(role, account);
    }

    /// @dev Reverts when something that cannot be added quickly later is missing.
    function _checkSetUp() internal view virtual {}

    /// @dev Gives a role during set-up.
    function _grantAtStart(bytes32 role, address[] memory accounts) internal {
        for (uint256 i = 0; i < accounts.length; ++i) _grantRole(role, accounts[i]);
    }

    function _checkSlow() private view {
        if (!_sealed && msg.sender == _deployer) return;
        if (msg.sender != address(_timelock)) revert AccessNotTimelock(msg.sender);
        _checkDelay();
    }

    /// @dev The delay can be changed by the timelock itself, so it is looked at again whenever it matters.
    function _checkDelay() private view {
        uint256 delay = _timelock.getMinDelay();
        if (delay <= _leastDelay) revert AccessTimelockTooShort(_leastDelay, delay);
    }
}
