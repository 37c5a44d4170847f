// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDisputeGame} from "../L1/proofs/IDisputeGame.sol";
import {IRollup} from "../L1/rollup/IRollup.sol";
import {Lane} from "../types/Lane.sol";

/// @notice A dispute game that anyone opens and decides.
contract DisputeGameMock is IDisputeGame {
    uint256 public longestDispute = 1;
    mapping(bytes32 digest => bool disputed) private _disputed;

    function setDisputed(bytes32 digest, bool disputed) external {
        _disputed[digest] = disputed;
    }

    function rollBack(IRollup rollup, Lane lane, uint64 index, address beneficiary) external {
        rollup.rollBack(lane, index, beneficiary);
    }

    function setLongestDispute(uint256 time) external {
        longestDispute = time;
    }

    function isUndisputed(Lane, uint64, bytes32 digest) external view returns (bool) {
        return !_disputed[digest];
    }
}
