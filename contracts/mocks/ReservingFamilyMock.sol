// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IStepFamily} from "../L1/dispute/machine/IStepFamily.sol";

/// @notice A family that does what it is told, and asks for a reserve of gas.
contract ReservingFamilyMock is IStepFamily {
    uint256 private immutable _RESERVE;

    /// @notice Less gas was given than the witness asks for.
    error ReservingFamilyStarved(uint256 expected, uint256 actual);

    constructor(uint256 wanted) {
        _RESERVE = wanted;
    }

    /// @notice The witness is the state behind, how many steps it says it did, and the least gas it must see.
    function run(
        bytes32,
        bytes32,
        uint256,
        bytes calldata witness
    ) external view returns (bytes32 state, uint256 done) {
        uint256 given = gasleft();
        uint256 least;
        (state, done, least) = abi.decode(witness, (bytes32, uint256, uint256));
        if (given < least) revert ReservingFamilyStarved(least, given);
    }

    function reserve() external view returns (uint256) {
        return _RESERVE;
    }
}
