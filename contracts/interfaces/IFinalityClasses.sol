// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FinalityClass} from "../types/FinalityClass.sol";

/// @notice Which finality classes can be chosen on this chain: those whose evidence has an enabled verifier.
/// On L2 a mirror fed by L1 messages, elsewhere a timelocked table. Source: spec/lifecycle.md, LIFE-24.
interface IFinalityClasses {
    /// @notice Whether an asset may choose `finalityClass` now.
    function isEnabled(FinalityClass finalityClass) external view returns (bool);
}
