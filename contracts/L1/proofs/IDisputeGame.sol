// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Lane} from "../../types/Lane.sol";

/// @notice What the rollup asks the dispute game of a lane. Source: spec/rollup.md, ROLLUP-13 and ROLLUP-22.
interface IDisputeGame {
    /// @notice Whether no dispute about the batch is open, none was lost by who committed it, and none was closed by a
    /// proof that counts no more.
    /// @dev A game may be asked about batches that were committed before it was named; their window begins again then,
    /// so that
    /// disputes which its predecessor knew of can be opened anew.
    function isUndisputed(Lane lane, uint64 index, bytes32 digest) external view returns (bool);

    /// @notice Seconds that a dispute can last, pauses not counted: both clocks and a reply time for each move.
    function longestDispute() external view returns (uint256);
}
