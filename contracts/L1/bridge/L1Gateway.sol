// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IMessageTarget} from "../../interfaces/IMessageTarget.sol";
import {Evidence} from "../../types/Evidence.sol";
import {FinalityClass} from "../../types/FinalityClass.sol";
import {TimelockedAccess} from "../governance/TimelockedAccess.sol";
import {IFinalityPolicy} from "../proofs/IFinalityPolicy.sol";
import {IL1Messenger} from "./IL1Messenger.sol";
import {IPayouts} from "./IPayouts.sol";
import {LaneBound} from "./LaneBound.sol";

/// @notice What all gateways of L1 are: bound to a lane, to a counterpart on L2, and to the hatch.
abstract contract L1Gateway is IPayouts, LaneBound, TimelockedAccess, ReentrancyGuardTransient {
    /// @notice What a gateway works with, for ever.
    /// @param counterpart The gateway of L2.
    struct Links {
        IL1Messenger messenger;
        IFinalityPolicy policy;
        address counterpart;
    }

    IL1Messenger internal immutable _messenger;
    IFinalityPolicy private immutable _policy;
    address internal immutable _counterpart;

    address private _hatch;

    /// @dev Reverts for anyone but the hatch.
    modifier onlyHatch() {
        if (msg.sender != _hatch) revert GatewayNotHatch(msg.sender);
        _;
    }

    constructor(
        TimelockController timelock_,
        uint256 leastDelay,
        Place memory place,
        Links memory links
    ) LaneBound(place) TimelockedAccess(timelock_, leastDelay) {
        _messenger = links.messenger;
        _policy = links.policy;
        _counterpart = links.counterpart;
    }

    /// @inheritdoc IPayouts
    function connectHatch(address hatch) external onlySlow {
        if (_hatch != address(0)) revert GatewayHatchConnected(_hatch);
        if (hatch.code.length == 0) revert GatewayNotContract(hatch);
        _hatch = hatch;
        emit HatchConnected(hatch);
    }

    /// @dev This is the call of a message of the counterpart, and the batch that it came from has what the class needs.
    /// Source: BRIDGE-10, BRIDGE-19.
    function _checkMessage(FinalityClass finalityClass) internal view {
        if (msg.sender != address(_messenger)) {
            revert IMessageTarget.MessageSenderInvalid(_counterpart, msg.sender, address(0));
        }
        (address sender, Evidence evidence, uint64 finalAt) = _messenger.context();
        if (sender != _counterpart) revert IMessageTarget.MessageSenderInvalid(_counterpart, msg.sender, sender);
        if (finalityClass == FinalityClass.None) return;
        if (!_policy.isExitAllowed(finalityClass, _lane, evidence, finalAt)) {
            revert GatewayEvidenceMissing(finalityClass, evidence);
        }
    }

    /// @dev Without a hatch nobody could ever escape.
    function _checkSetUp() internal view virtual override {
        if (_hatch.code.length == 0) revert GatewayNotContract(_hatch);
    }
}
