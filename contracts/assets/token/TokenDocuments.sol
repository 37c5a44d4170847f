// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRwaToken} from "./IRwaToken.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {IERC1643} from "../../interfaces/IERC1643.sol";
import {TokenFreezes} from "./TokenFreezes.sol";

/// @notice Documents that belong to the token, by name. Source: TOKEN-46, ERC-1643.
abstract contract TokenDocuments is TokenFreezes {
    using EnumerableSet for EnumerableSet.Bytes32Set;

    /// @notice One document.
    struct Document {
        string uri;
        bytes32 documentHash;
        uint256 modifiedAt;
    }

    /// @custom:storage-location erc7201:muniment.storage.TokenDocuments
    struct TokenDocumentsStorage {
        EnumerableSet.Bytes32Set names;
        mapping(bytes32 name => Document) documents;
    }

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.TokenDocuments")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant TOKEN_DOCUMENTS_SLOT = 0x2ff675f8a6ce0701c2d4cb9a0fc3248c443b9656eff18e66f9d03d222adfd000;

    function _setDocument(bytes32 documentName, string calldata uri, bytes32 documentHash) internal {
        if (documentName == bytes32(0)) revert IRwaToken.TokenDocumentNameMissing();
        if (bytes(uri).length == 0) revert IRwaToken.TokenTextMissing();
        _documents().names.add(documentName);
        _documents().documents[documentName] = Document(uri, documentHash, block.timestamp);
        emit IERC1643.DocumentUpdated(documentName, uri, documentHash);
    }

    function _removeDocument(bytes32 documentName) internal {
        if (!_documents().names.remove(documentName)) revert IRwaToken.TokenDocumentUnknown(documentName);
        Document memory document = _documents().documents[documentName];
        delete _documents().documents[documentName];
        emit IERC1643.DocumentRemoved(documentName, document.uri, document.documentHash);
    }

    function _documents() internal pure returns (TokenDocumentsStorage storage $) {
        assembly ("memory-safe") {
            $.slot := TOKEN_DOCUMENTS_SLOT // ERC-7201 pointer
        }
    }
}
