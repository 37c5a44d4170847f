// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Documents of a security token. Source: ERC-1643.
interface IERC1643 {
    event DocumentUpdated(bytes32 indexed _name, string _uri, bytes32 _documentHash);
    event DocumentRemoved(bytes32 indexed _name, string _uri, bytes32 _documentHash);

    /// @notice Adds a document, or replaces it. *Caller:* the owner.
    /// @param _name Its name; not zero.
    /// @param _uri Where it is found; not empty.
    /// @param _documentHash Hash of its bytes.
    function setDocument(bytes32 _name, string calldata _uri, bytes32 _documentHash) external;

    /// @notice Removes a document. *Caller:* the owner.
    function removeDocument(bytes32 _name) external;

    /// @notice A document, empty if there is none: where it is found, its hash, and when it last changed, Unix seconds.
    function getDocument(bytes32 _name) external view returns (string memory, bytes32, uint256);

    /// @notice Names of all documents.
    function getAllDocuments() external view returns (bytes32[] memory);
}
