// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {SerialTree} from "../../libraries/SerialTree.sol";
import {AssetId} from "../../types/AssetId.sol";
import {Stage} from "../../types/Stage.sol";
import {ILifecycle} from "./ILifecycle.sol";
import {IPledgeRegistry} from "./IPledgeRegistry.sol";

/// @notice See {IPledgeRegistry}.
contract PledgeRegistry is IPledgeRegistry, AccessManaged {
    struct SerialList {
        uint64 count;
        bool isComplete;
        bytes32 last;
        bytes32[] pageRoots;
    }

    ILifecycle public immutable lifecycle;

    mapping(bytes32 key => bytes32 submission) private _claims;
    mapping(bytes32 submission => AssetId asset) private _assets;
    mapping(bytes32 submission => SerialList) private _serials;

    constructor(address authority_, ILifecycle lifecycle_) AccessManaged(authority_) {
        lifecycle = lifecycle_;
    }

    /// @inheritdoc IPledgeRegistry
    function claimDocuments(AssetId asset, bytes32 submission, bytes32[] calldata documents) external restricted {
        _assets[submission] = asset;
        for (uint256 i = 0; i < documents.length; ++i) {
            _claim(documents[i], submission);
        }
        emit DocumentsClaimed(asset, submission, documents);
    }

    /// @inheritdoc IPledgeRegistry
    function claimSerials(AssetId asset, bytes32 submission, bytes32[] calldata serials) external restricted {
        SerialList storage list = _serials[submission];
        uint256 page = list.pageRoots.length;
        if (list.isComplete) revert PledgePageAfterLast(page);
        if (serials.length == 0) revert PledgePageEmpty(page);
        if (serials.length > SerialTree.PAGE_SIZE) revert PledgePageOversized(page, serials.length);

        bytes32 last = list.last;
        for (uint256 i = 0; i < serials.length; ++i) {
            if (serials[i] <= last) revert PledgeSerialOutOfOrder(page, i, serials[i]);
            last = serials[i];
            _claim(last, submission);
        }
        bytes32 root = SerialTree.pageRoot(serials);
        list.last = last;
        list.count += uint64(serials.length);
        list.isComplete = serials.length < SerialTree.PAGE_SIZE;
        list.pageRoots.push(root);
        emit SerialsClaimed(asset, submission, page, root, serials);
    }

    /// @inheritdoc IPledgeRegistry
    function holderOf(bytes32 key) external view returns (AssetId) {
        return _holderOf(_claims[key]);
    }

    /// @inheritdoc IPledgeRegistry
    function serialsOf(bytes32 submission) external view returns (bytes32 root, uint256 count) {
        SerialList storage list = _serials[submission];
        return (SerialTree.rootOf(list.pageRoots), list.count);
    }

    function _claim(bytes32 key, bytes32 submission) private {
        bytes32 current = _claims[key];
        if (current == submission) revert PledgeTaken(key, _assets[submission]);
        if (current != bytes32(0)) {
            AssetId holder = _holderOf(current);
            if (!holder.isZero()) revert PledgeTaken(key, holder);
        }
        _claims[key] = submission;
    }

    /// @dev A claim holds while its submission is in force. The answer is one word, because a page may ask 512 times
    /// and a frame's memory is bounded.
    function _holderOf(bytes32 submission) private view returns (AssetId asset) {
        asset = _assets[submission];
        if (asset.isZero()) return asset;
        if (!lifecycle.isInForce(asset, Stage.Registered, submission)) return AssetId.wrap(bytes32(0));
    }
}
