// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Lane} from "../../types/Lane.sol";
import {IGuardian} from "../governance/IGuardian.sol";
import {IRollup} from "../rollup/IRollup.sol";

/// @notice A contract of the bridge of one lane: what one lane holds no other can pay out.
abstract contract LaneBound {
    /// @notice What the bridge of a lane works with, for ever.
    struct Place {
        IRollup rollup;
        IGuardian guardian;
        Lane lane;
    }

    IRollup internal immutable _rollup;
    IGuardian private immutable _guardian;
    Lane internal immutable _lane;

    error BridgePaused();
    error BridgeLaneFrozen(Lane lane);

    constructor(Place memory place) {
        _rollup = place.rollup;
        _guardian = place.guardian;
        _lane = place.lane;
    }

    /// @notice The lane that this is the bridge of.
    function lane() external view returns (Lane) {
        return _lane;
    }

    /// @dev Nothing leaves during a pause, or while the lane is frozen and its escape is not open. Source: GUARD-2,
    /// ROLLUP-25, ESCAPE-2.
    function _checkOpen() internal view {
        if (_rollup.isOpen(_lane)) return;
        if (_guardian.isPaused()) revert BridgePaused();
        if (!_rollup.isEnded(_lane)) revert BridgeLaneFrozen(_lane);
    }
}
