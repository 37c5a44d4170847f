// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {FinalityClass} from "../../types/FinalityClass.sol";
import {IFinalityTable} from "./IFinalityTable.sol";

/// @notice See {IFinalityTable}.
contract FinalityTable is IFinalityTable, AccessManaged {
    mapping(FinalityClass finalityClass => bool) public isEnabled;

    constructor(address authority_) AccessManaged(authority_) {}

    /// @inheritdoc IFinalityTable
    function setEnabled(FinalityClass finalityClass, bool isEnabled_) external restricted {
        if (finalityClass == FinalityClass.None) revert FinalityClassInvalid(finalityClass);
        isEnabled[finalityClass] = isEnabled_;
        emit FinalityClassSet(finalityClass, isEnabled_);
    }
}
