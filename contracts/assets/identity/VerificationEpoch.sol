// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IVerificationEpoch} from "../../interfaces/IVerificationEpoch.sol";

/// @notice Implements {IVerificationEpoch}, for all tokens that share its sources.
contract VerificationEpoch is IVerificationEpoch, Ownable {
    uint48 private _advancedAt;
    mapping(address source => bool) private _sources;

    /// @param owner Who names the sources.
    constructor(address owner) Ownable(owner) {}

    /// @inheritdoc IVerificationEpoch
    function advance() external {
        if (!_sources[msg.sender] && msg.sender != owner()) revert EpochSourceRequired(msg.sender);
        // Unix time fits 48 bits for some eight million years.
        _advancedAt = uint48(block.timestamp);
        emit EpochAdvanced(msg.sender);
    }

    /// @inheritdoc IVerificationEpoch
    function setSource(address source, bool allowed) external onlyOwner {
        if (source == address(0)) revert EpochSourceMissing();
        _sources[source] = allowed;
        emit EpochSourceSet(source, allowed);
    }

    /// @inheritdoc IVerificationEpoch
    function isSource(address source) external view returns (bool) {
        return _sources[source];
    }

    /// @inheritdoc IVerificationEpoch
    function advancedAt() external view returns (uint48) {
        return _advancedAt;
    }
}
