// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IFinalityClasses} from "../../interfaces/IFinalityClasses.sol";
import {FinalityClass} from "../../types/FinalityClass.sol";

/// @notice The finality classes that can be chosen where no L1 feeds a mirror: a table set under a timelock.
/// Source: spec/lifecycle.md, LIFE-24.
interface IFinalityTable is IFinalityClasses {
    event FinalityClassSet(FinalityClass indexed finalityClass, bool isEnabled);

    error FinalityClassInvalid(FinalityClass finalityClass);

    /// @notice Enables or disables a class. *Caller:* restricted, by a role with an execution delay.
    function setEnabled(FinalityClass finalityClass, bool isEnabled_) external;
}
