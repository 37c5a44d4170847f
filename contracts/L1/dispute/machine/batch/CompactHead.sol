// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RLP} from "@openzeppelin/contracts/utils/RLP.sol";
import {Pages} from "../Pages.sol";
import {BatchDictionary} from "./BatchDictionary.sol";
import {ShownData} from "./BatchData.sol";
import {Cursor, DataCursor} from "./DataCursor.sol";
import {RlpWriter} from "./RlpWriter.sol";

/// @notice What a compact transaction says before its data.
/// @param form Its first byte.
/// @param r Of the signature.
/// @param s Of the signature.
/// @param nonce Below 2^53.
/// @param gasLimit Below 2^53.
/// @param fee At most per gas, or the gas price of a legacy transaction; wei.
/// @param tip At most per gas; wei.
/// @param recipient Zero when there is none, as the form says.
/// @param value wei
struct Head {
    uint256 form;
    uint256 r;
    uint256 s;
    uint256 nonce;
    uint256 gasLimit;
    uint256 fee;
    uint256 tip;
    uint256 recipient;
    uint256 value;
}

/// @notice The head of a compact transaction, and the raw transaction that a compact one stands for. Source:
/// spec/batches.md, BATCH-6, BATCH-9, BATCH-10; the same in TypeScript: readCompactHead.ts and composeCompact.ts in
/// packages/protocol/src/batches.
library CompactHead {
    using DataCursor for Cursor;

    uint256 private constant _LEGACY = 2;
    uint256 private constant _GAS_WORD = 4;
    uint256 private constant _RECIPIENT = 24;
    uint256 private constant _RECIPIENT_BYTES = 8;
    uint256 private constant _RECIPIENT_INDEX = 16;
    uint256 private constant _VALUE = 32;

    /// @notice Reads the head at the cursor's beginning; what cannot be read makes the cursor fail.
    function read(Cursor memory cursor, ShownData memory data) internal pure returns (Head memory head) {
        head.form = cursor.readByte();
        head.r = cursor.readInteger(32);
        head.s = cursor.readInteger(32);
        head.nonce = cursor.readCount();
        if (head.form & _GAS_WORD == 0) {
            _readGas(head, cursor);
        } else {
            Cursor memory word = DataCursor.over(BatchDictionary.word(data, cursor));
            _readGas(head, word);
            if (word.failed || word.position != word.size) cursor.failed = true;
        }
        head.recipient = _readRecipient(head.form & _RECIPIENT, cursor, data);
        if (head.form & _VALUE != 0) head.value = cursor.readAmount();
    }

    function _readGas(Head memory head, Cursor memory cursor) private pure {
        head.gasLimit = cursor.readCount();
        head.fee = cursor.readAmount();
        if (head.form & _LEGACY == 0) head.tip = cursor.readAmount();
    }

    function _readRecipient(uint256 form, Cursor memory cursor, ShownData memory data) private pure returns (uint256) {
        if (form == _RECIPIENT_BYTES) return cursor.readInteger(20);
        if (form == _RECIPIENT_INDEX) {
            return uint160(bytes20(BatchDictionary.account(data, cursor, cursor.readCount())));
        }
        if (form != 0) cursor.failed = true;
        return 0;
    }

    /// @notice A head's words as a page, which is kept before the transaction's data.
    function toPage(Head memory head) internal pure returns (bytes memory page) {
        page = new bytes(Pages.SIZE);
        assembly ("memory-safe") {
            // Nine words, and zeros behind them.
            mcopy(add(page, 32), head, 288)
        }
    }

    /// @notice The head and the data behind its page; the page is overwritten.
    function split(bytes memory content) internal pure returns (Head memory head, bytes memory data) {
        assembly ("memory-safe") {
            mcopy(head, add(content, 32), 288)
            // The data's length takes the page's last word, in which there is nothing.
            data := add(content, 1024)
            mstore(data, sub(mload(content), 1024))
        }
    }

    /// @notice The raw transaction.
    /// @param content Its data.
    function compose(Head memory head, bytes memory content, uint256 chainId) internal pure returns (bytes memory) {
        bytes memory gas_;
        bytes memory signature = bytes.concat(RLP.encode(head.r), RLP.encode(head.s));
        bytes memory start;
        uint256 parity = head.form & 1;
        if (head.form & _LEGACY != 0) {
            start = RLP.encode(head.nonce);
            gas_ = RLP.encode(head.fee);
            signature = bytes.concat(RLP.encode(35 + 2 * chainId + parity), signature);
        } else {
            start = bytes.concat(RLP.encode(chainId), RLP.encode(head.nonce));
            gas_ = bytes.concat(RLP.encode(head.tip), RLP.encode(head.fee));
            // An empty access list.
            signature = bytes.concat(hex"c0", RLP.encode(parity), signature);
        }
        start = bytes.concat(start, gas_, RLP.encode(head.gasLimit));
        start = bytes.concat(start, _encodeRecipient(head), RLP.encode(head.value));
        bytes1 first = content.length == 0 ? bytes1(0) : content[0];
        start = bytes.concat(start, RlpWriter.prefixOf(content.length, first));
        bytes memory list = RlpWriter.prefix(RlpWriter.LIST, start.length + content.length + signature.length);
        if (head.form & _LEGACY == 0) list = bytes.concat(hex"02", list);
        return bytes.concat(list, start, content, signature);
    }

    function _encodeRecipient(Head memory head) private pure returns (bytes memory) {
        bytes memory recipient;
        if (head.form & _RECIPIENT != 0) recipient = abi.encodePacked(uint160(head.recipient));
        return RLP.encode(recipient);
    }
}
