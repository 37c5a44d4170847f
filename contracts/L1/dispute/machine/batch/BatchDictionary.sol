// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchData, ShownData} from "./BatchData.sol";
import {Cursor, DataCursor} from "./DataCursor.sol";

/// @notice The dictionary of a batch's data, of which each entry is found by its index and the two counts. Source:
/// spec/batches.md, BATCH-3 and BATCH-5; the same in TypeScript: packages/protocol/src/batches/BatchDictionary.ts.
library BatchDictionary {
    using BatchData for ShownData;
    using DataCursor for Cursor;

    uint256 private constant _PREAMBLE = 5;
    uint256 private constant _VERSION = 1;
    uint256 private constant _ACCOUNT = 20;
    uint256 private constant _WORD = 33;

    /// @notice Where the blocks begin by the counts, whether the entries are there or not; 0 when the counts cannot be
    /// read.
    function end(ShownData memory data) internal pure returns (uint256) {
        (uint256 accounts, uint256 words, bool isThere) = _counts(data);
        return isThere ? _PREAMBLE + _ACCOUNT * accounts + _WORD * words : 0;
    }

    /// @notice The 20 bytes of an address; without it the cursor, from which its index comes, fails.
    function account(
        ShownData memory data,
        Cursor memory cursor,
        uint256 index
    ) internal pure returns (bytes memory entry) {
        if (cursor.failed) return entry;
        (uint256 accounts, , bool isThere) = _counts(data);
        if (isThere && index < accounts) entry = data.bytesAt(_PREAMBLE + _ACCOUNT * index, _ACCOUNT);
        if (entry.length != _ACCOUNT) cursor.failed = true;
    }

    /// @notice The word whose index is at the cursor, in its own length. @dev As `wordAt`.
    function word(ShownData memory data, Cursor memory cursor) internal pure returns (bytes memory) {
        return wordAt(data, cursor, cursor.readCount());
    }

    /// @notice The bytes of a word in its own length; without it, or when it says more than 32, the cursor fails.
    function wordAt(
        ShownData memory data,
        Cursor memory cursor,
        uint256 index
    ) internal pure returns (bytes memory entry) {
        if (cursor.failed) return entry;
        (uint256 accounts, uint256 words, bool isThere) = _counts(data);
        if (isThere && index < words) {
            entry = data.bytesAt(_PREAMBLE + _ACCOUNT * accounts + _WORD * index, _WORD);
        }
        if (entry.length != _WORD || uint8(entry[0]) >= _WORD) {
            cursor.failed = true;
            return "";
        }
        uint256 size = uint8(entry[0]);
        assembly ("memory-safe") {
            // The bytes behind the first, of which there are 32.
            mcopy(add(entry, 32), add(entry, 33), size)
            mstore(entry, size)
        }
    }

    function _counts(ShownData memory data) private pure returns (uint256 accounts, uint256 words, bool isThere) {
        Cursor memory cursor = DataCursor.over(data.bytesAt(0, _PREAMBLE));
        uint256 version = cursor.readByte();
        accounts = cursor.readInteger(2);
        words = cursor.readInteger(2);
        isThere = !cursor.failed && version == _VERSION;
    }
}
