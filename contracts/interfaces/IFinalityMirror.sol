// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IFinalityClasses} from "./IFinalityClasses.sol";
import {IMessageTarget} from "./IMessageTarget.sol";

/// @notice The finality classes that the policy on L1 enables, on L2: a predeploy. Source: spec/lifecycle.md, LIFE-24.
interface IFinalityMirror is IFinalityClasses, IMessageTarget {
    event ClassesMirrored(uint8 enabled, uint64 sequence);

    error MirrorStale(uint64 last, uint64 actual);

    /// @notice Says which classes are enabled.
    /// @param enabled One bit a class, by its number.
    /// @param sequence Grows with every message; an older one than the last is refused.
    /// @dev *Caller:* the messenger, for the feed on L1. *Reverts:* MessageSenderInvalid, MirrorStale.
    function mirrorClasses(uint8 enabled, uint64 sequence) external;
}
