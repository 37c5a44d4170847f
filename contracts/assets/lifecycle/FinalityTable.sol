// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {FinalityClass} from "../../types/FinalityClass.sol";
import {IFinalityTable} from "./IFinalityTable.sol";

/// @notice See {IFinalityTable}.
contract FinalityTable is IFinalityTable, AccessManaged {
    mapping(FinalityClass class => bool) public isEnabled;

    constructor(address authority_) AccessManaged(authority_) {}

    /// @inheritdoc IFinalityTable
    function setEnabled(FinalityClass class, bool isEnabled_) external restricted {
        if (class == FinalityClass.None) revert FinalityClassInvalid(class);
        isEnabled[class] = isEnabled_;
        emit FinalityClassSet(class, isEnabled_);
    }
}
