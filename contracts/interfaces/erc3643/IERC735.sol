// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Claims an identity holds about itself. Source: ERC-735.
/// @dev The id of a claim is keccak256(abi.encode(issuer, topic)).
interface IERC735 {
    event ClaimAdded(
        bytes32 indexed claimId,
        uint256 indexed topic,
        uint256 scheme,
        address indexed issuer,
        bytes signature,
        bytes data,
        string uri
    );
    event ClaimRemoved(
        bytes32 indexed claimId,
        uint256 indexed topic,
        uint256 scheme,
        address indexed issuer,
        bytes signature,
        bytes data,
        string uri
    );
    event ClaimChanged(
        bytes32 indexed claimId,
        uint256 indexed topic,
        uint256 scheme,
        address indexed issuer,
        bytes signature,
        bytes data,
        string uri
    );

    /// @notice Adds or replaces a claim. *Caller:* a claim key or the identity.
    function addClaim(
        uint256 _topic,
        uint256 _scheme,
        address issuer,
        bytes calldata _signature,
        bytes calldata _data,
        string calldata _uri
    ) external returns (bytes32 claimRequestId);

    /// @notice Removes a claim. *Caller:* a claim key or the identity.
    function removeClaim(bytes32 _claimId) external returns (bool success);

    /// @notice A claim; all zero when there is none.
    function getClaim(
        bytes32 _claimId
    )
        external
        view
        returns (
            uint256 topic,
            uint256 scheme,
            address issuer,
            bytes memory signature,
            bytes memory data,
            string memory uri
        );

    /// @notice Ids of the claims on a topic.
    function getClaimIdsByTopic(uint256 _topic) external view returns (bytes32[] memory claimIds);
}
