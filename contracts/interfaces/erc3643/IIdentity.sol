// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC734} from "./IERC734.sol";
import {IERC735} from "./IERC735.sol";

/// @notice An identity contract: keys, claims, and a check of claims it signed itself. Source: ONCHAINID ABI.
interface IIdentity is IERC734, IERC735 {
    /// @notice Whether a claim is signed by a claim key of this identity and stands.
    /// @param _identity Identity the claim is about.
    /// @param claimTopic Its topic.
    /// @param sig 65-byte signature, personal_sign over keccak256(abi.encode(identity, topic, data)).
    /// @param data Its data.
    function isClaimValid(
        IIdentity _identity,
        uint256 claimTopic,
        bytes calldata sig,
        bytes calldata data
    ) external view returns (bool);
}
