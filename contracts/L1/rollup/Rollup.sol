// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {RollupFinality} from "./RollupFinality.sol";
import {RollupLanes} from "./RollupLanes.sol";

/// @notice Implements {IRollup}: lanes ({RollupLanes}), bonds ({RollupBonds}), commit ({RollupCommit}), evidence
/// ({RollupEvidence}), FINAL, rollback and the end of a lane ({RollupFinality}).
contract Rollup is RollupFinality {
    /// @param timelock_ Administrator; its delay is longer than the escape delay.
    /// @param components What the rollup works with, for ever.
    /// @param operators Who names committers.
    /// @param council Who rolls back.
    constructor(
        TimelockController timelock_,
        Components memory components,
        address[] memory operators,
        address[] memory council
    ) RollupLanes(timelock_, components) {
        _grantAtStart(OPERATOR_ROLE, operators);
        _grantAtStart(COUNCIL_ROLE, council);
    }
}
