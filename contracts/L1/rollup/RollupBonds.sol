// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Lane} from "../../types/Lane.sol";
import {IRollup} from "./IRollup.sol";
import {RollupLanes} from "./RollupLanes.sol";

/// @notice Bonds of committers: what a batch locks comes back when it is FINAL, or when it goes without being
/// disproven.
/// Everything is pulled. Source: spec/rollup.md, ROLLUP-11, ROLLUP-18, ROLLUP-23.
abstract contract RollupBonds is RollupLanes, ReentrancyGuardTransient {
    uint256 private constant _GWEI = 1 gwei;

    mapping(address committer => uint256 amount) private _free;

    /// @inheritdoc IRollup
    function depositBond() external payable {
        _free[msg.sender] += msg.value;
        emit BondDeposited(msg.sender, msg.value);
    }

    /// @inheritdoc IRollup
    function withdrawBond(uint256 amount) external nonReentrant {
        uint256 free = _free[msg.sender];
        if (amount > free) revert RollupBondTooLow(amount, free);
        _free[msg.sender] = free - amount;
        emit BondWithdrawn(msg.sender, amount);
        (bool paid, ) = msg.sender.call{value: amount}("");
        if (!paid) revert RollupBondTransferFailed(msg.sender, amount);
    }

    /// @inheritdoc IRollup
    function releaseBond(Lane lane, uint64 index) external {
        // A batch that is there gives its bond back by becoming FINAL.
        if (index <= _lanes[lane].last || _batches[lane][index].bondGwei == 0) {
            revert RollupBatchUnknown(lane, index);
        }
        _release(lane, index);
    }

    /// @inheritdoc IRollup
    function freeBondOf(address committer) external view returns (uint256) {
        return _free[committer];
    }

    /// @dev Locks a bond.
    function _lock(address committer, uint48 bondGwei) internal {
        if (bondGwei == 0) return;
        uint256 bond = bondGwei * _GWEI;
        uint256 free = _free[committer];
        if (free < bond) revert RollupBondTooLow(bond, free);
        _free[committer] = free - bond;
    }

    /// @dev Gives the bond of a batch back to its committer, if it has not been.
    function _release(Lane lane, uint64 index) internal {
        Batch storage batch = _batches[lane][index];
        uint256 bond = batch.bondGwei * _GWEI;
        if (bond == 0) return;
        address committer = batch.committer;
        batch.bondGwei = 0;
        _free[committer] += bond;
        emit BondReleased(lane, index, committer, bond);
    }

    /// @dev Gives the bond of a batch to somebody else.
    function _forfeit(Lane lane, uint64 index, address beneficiary) internal {
        Batch storage batch = _batches[lane][index];
        uint256 bond = batch.bondGwei * _GWEI;
        batch.bondGwei = 0;
        _free[beneficiary] += bond;
        emit BondForfeited(lane, index, beneficiary, bond);
    }
}
