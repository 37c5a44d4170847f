// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IFinalityMirror} from "../../interfaces/IFinalityMirror.sol";
import {Predeploys} from "../../libraries/Predeploys.sol";
import {FinalityClass} from "../../types/FinalityClass.sol";
import {IFinalityPolicy} from "../proofs/IFinalityPolicy.sol";
import {IFinalityFeed} from "./IFinalityFeed.sol";
import {IL1Messenger} from "./IL1Messenger.sol";

/// @notice Implements {IFinalityFeed}.
contract FinalityFeed is IFinalityFeed {
    uint64 private constant _MIRROR_GAS = 100_000;

    IFinalityPolicy private immutable _policy;
    IL1Messenger private immutable _messenger;
    uint64 private _sequence;

    /// @param policy The policy.
    /// @param messenger The messenger of the lane.
    constructor(IFinalityPolicy policy, IL1Messenger messenger) {
        _policy = policy;
        _messenger = messenger;
    }

    /// @inheritdoc IFinalityFeed
    function publish() external payable returns (uint64 place) {
        uint8 enabled;
        for (uint8 i = uint8(FinalityClass.Bulk); i <= uint8(type(FinalityClass).max); ++i) {
            if (_policy.isEnabled(FinalityClass(i))) enabled |= uint8(1 << i);
        }
        bytes memory data = abi.encodeCall(IFinalityMirror.mirrorClasses, (enabled, ++_sequence));
        place = _messenger.sendMessage{value: msg.value}(Predeploys.FINALITY_CLASSES, _MIRROR_GAS, data, msg.sender);
    }
}
