// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {PROVEN, SECURED} from "../../types/Evidence.sol";
import {Lane} from "../../types/Lane.sol";
import {IRollup} from "./IRollup.sol";
import {RollupLanes} from "./RollupLanes.sol";

/// @notice Bonds of committers: what a batch locks comes back when it is FINAL, or when it goes without being
/// disproven.
/// Everything is pulled. Source: spec/rollup.md, ROLLUP-11, ROLLUP-18, ROLLUP-23.
abstract contract RollupBonds is RollupLanes, ReentrancyGuardTransient {
    uint256 private constant _GWEI = 1 gwei;

    /// @dev One slot, which a commit changes.
    /// @param free wei of its bond that no batch has locked.
    /// @param isCommitter Whether it holds the role: noted here, where a commit looks anyway.
    struct Account {
        uint128 free;
        bool isCommitter;
    }

    mapping(address committer => Account account) private _accounts;

    /// @inheritdoc IRollup
    function depositBond() external payable {
        _credit(msg.sender, msg.value);
        emit BondDeposited(msg.sender, msg.value);
    }

    /// @inheritdoc IRollup
    function withdrawBond(uint256 amount) external nonReentrant {
        _debit(msg.sender, amount);
        emit BondWithdrawn(msg.sender, amount);
        (bool paid, ) = msg.sender.call{value: amount}("");
        if (!paid) revert RollupBondTransferFailed(msg.sender, amount);
    }

    /// @inheritdoc IRollup
    function releaseBond(Lane lane, uint64 index) external {
        LaneState memory state = _lanes[lane];
        // A batch that is there gives its bond back by becoming FINAL, which those of an ended lane cannot.
        bool isLeft = state.isEnded && index > state.lastFinal;
        if ((index <= state.last && !isLeft) || _batches[lane][index].bondGwei == 0) {
            revert RollupBatchUnknown(lane, index);
        }
        if (isLeft && index <= state.last) _checkSettled(lane, index);
        _release(lane, index);
    }

    /// @inheritdoc IRollup
    function freeBondOf(address committer) external view returns (uint256) {
        return _accounts[committer].free;
    }

    /// @dev Locks a bond.
    function _lock(address committer, uint48 bondGwei) internal {
        if (bondGwei == 0) return;
        _debit(committer, bondGwei * _GWEI);
    }

    /// @dev Gives the bond of a batch back to its committer, if it has not been.
    function _release(Lane lane, uint64 index) internal {
        Batch storage batch = _batches[lane][index];
        uint256 bond = batch.bondGwei * _GWEI;
        if (bond == 0) return;
        address committer = batch.committer;
        batch.bondGwei = 0;
        _credit(committer, bond);
        emit BondReleased(lane, index, committer, bond);
    }

    /// @dev Gives the bond of a batch to somebody else.
    function _forfeit(Lane lane, uint64 index, address beneficiary) internal {
        Batch storage batch = _batches[lane][index];
        uint256 bond = batch.bondGwei * _GWEI;
        batch.bondGwei = 0;
        _credit(beneficiary, bond);
        emit BondForfeited(lane, index, beneficiary, bond);
    }

    /// @inheritdoc AccessControl
    function _grantRole(bytes32 role, address account) internal override returns (bool) {
        if (role == COMMITTER_ROLE) _accounts[account].isCommitter = true;
        return super._grantRole(role, account);
    }

    /// @inheritdoc AccessControl
    function _revokeRole(bytes32 role, address account) internal override returns (bool) {
        if (role == COMMITTER_ROLE) _accounts[account].isCommitter = false;
        return super._revokeRole(role, account);
    }

    /// @dev Until it is SECURED, or PROVEN by a proof that counts, a batch of an ended lane can still be shown to be
    /// wrong, and pays for it.
    function _checkSettled(Lane lane, uint64 index) private view {
        Batch memory batch = _batches[lane][index];
        if (_policy.gameOf(lane) == address(0) || batch.evidence.includes(SECURED)) return;
        // A game may make nothing SECURED, where proofs alone are what makes FINAL.
        if (batch.evidence.includes(PROVEN) && batch.committedAt > _policy.finalityOf(lane).provenAfter) return;
        revert RollupEvidenceMissing(index, SECURED, batch.evidence);
    }

    /// @dev Reverts for anyone but a committer, as {AccessControl} does.
    function _checkCommitter() internal view {
        if (!_accounts[msg.sender].isCommitter) revert AccessControlUnauthorizedAccount(msg.sender, COMMITTER_ROLE);
    }

    function _credit(address committer, uint256 amount) private {
        // There is less ETH than fits.
        _accounts[committer].free += uint128(amount);
    }

    function _debit(address committer, uint256 amount) private {
        uint256 free = _accounts[committer].free;
        if (amount > free) revert RollupBondTooLow(amount, free);
        _accounts[committer].free = uint128(free - amount);
    }
}
