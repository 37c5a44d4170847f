// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IFinalityClasses} from "../../interfaces/IFinalityClasses.sol";
import {IFinalityMirror} from "../../interfaces/IFinalityMirror.sol";
import {FinalityClass} from "../../types/FinalityClass.sol";
import {L2Gateway} from "./L2Gateway.sol";

/// @notice Implements {IFinalityMirror}. Until L1 has told, no class is enabled.
contract FinalityClasses is IFinalityMirror, L2Gateway {
    uint8 private _enabled;
    uint64 private _sequence;

    /// @param counterpart_ The feed on L1.
    constructor(address counterpart_) L2Gateway(counterpart_) {}

    /// @inheritdoc IFinalityMirror
    function mirrorClasses(uint8 enabled, uint64 sequence) external onlyCounterpart {
        if (sequence <= _sequence) revert MirrorStale(_sequence, sequence);
        (_enabled, _sequence) = (enabled, sequence);
        emit ClassesMirrored(enabled, sequence);
    }

    /// @inheritdoc IFinalityClasses
    function isEnabled(FinalityClass finalityClass) external view returns (bool) {
        return (_enabled >> uint8(finalityClass)) & 1 == 1;
    }
}
