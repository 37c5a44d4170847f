// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchDictionary} from "./BatchDictionary.sol";
import {ShownData} from "./BatchData.sol";
import {Cursor, DataCursor} from "./DataCursor.sol";

/// @notice A piece of a compact transaction's data. Source: spec/batches.md, BATCH-8 and BATCH-9; the same in
/// TypeScript: packages/protocol/src/batches/readCompactPiece.ts.
library CompactPiece {
    using DataCursor for Cursor;

    /// @notice Bytes that a piece is at most.
    uint256 internal constant MOST = 129;

    uint256 private constant _SHORT_WORD = 0x80;
    uint256 private constant _FIRST_WORDS = 0xa1;
    uint256 private constant _WORD = 0xbf;
    uint256 private constant _ACCOUNT = 0xc0;

    /// @notice The bytes that the piece at the cursor gives; what cannot be read, or gives none, makes the cursor fail.
    function read(Cursor memory cursor, ShownData memory data) internal pure returns (bytes memory piece) {
        uint256 code = cursor.readByte();
        if (cursor.failed) return piece;
        if (code < _SHORT_WORD) return _copied(cursor, code + 1);
        if (code < _FIRST_WORDS) return abi.encode(cursor.readInteger(code - _SHORT_WORD));
        if (code >= _ACCOUNT) {
            uint256 index = (code - _ACCOUNT) * 256 + cursor.readByte();
            bytes memory account = BatchDictionary.account(data, cursor, index);
            return bytes.concat(bytes12(0), account);
        }
        if (code == _WORD) piece = BatchDictionary.word(data, cursor);
        else piece = BatchDictionary.wordAt(data, cursor, code - _FIRST_WORDS);
        // A piece that gives nothing would be a step that nobody pays for (DISPUTE-34).
        if (piece.length == 0) cursor.failed = true;
    }

    function _copied(Cursor memory cursor, uint256 size) private pure returns (bytes memory piece) {
        uint256 start = cursor.readBytes(size);
        if (cursor.failed) return piece;
        piece = new bytes(size);
        assembly ("memory-safe") {
            // As they are.
            mcopy(add(piece, 32), start, size)
        }
    }
}
