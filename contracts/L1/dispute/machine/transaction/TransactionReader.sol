// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessListReader} from "./AccessListReader.sol";
import {AuthorizationReader} from "./AuthorizationReader.sol";
import {Decoded} from "./Decoded.sol";
import {RlpScan, Scan} from "./RlpScan.sol";
import {TransactionGas} from "./TransactionGas.sol";

/// @notice Takes raw transactions apart. Bytes that are none, and what BATCH-11 keeps out by the bytes alone, are an
/// answer and no revert. Source: spec/blocks.md, BLOCK-1 to BLOCK-13; spec/execution.md, EXEC-22, EXEC-24, EXEC-25; the
/// same in TypeScript: packages/protocol/src/transactions, and readBatchTransaction.
library TransactionReader {
    using RlpScan for Scan;

    uint256 internal constant LEGACY = 0;
    uint256 internal constant ACCESS_LIST = 1;
    uint256 internal constant FEE_MARKET = 2;
    uint256 internal constant SET_CODE = 4;
    uint256 internal constant DEPOSIT = 0x7e;

    /// @notice Bytes of data at most, and gas limit at most (EXEC-22, EXEC-24).
    uint256 internal constant MOST_DATA = 65536;
    uint256 internal constant MOST_GAS = 16777216;

    /// @dev First byte of a list.
    uint256 private constant _LIST = 0xc0;
    /// @dev Bytes of a chain id (BLOCK-4), and of a nonce or a gas limit.
    uint256 private constant _CHAIN_ID = 7;
    uint256 private constant _SHORT = 8;
    /// @dev secp256k1's order (BLOCK-8).
    uint256 private constant _ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    /// @notice Reads a transaction of the data of a batch.
    /// @param base Address of its first byte.
    /// @param size Bytes; behind them 32 more can be read.
    /// @return isTaken False when it is passed over.
    function readSigned(
        Decoded memory decoded,
        uint256 base,
        uint256 size,
        uint256 chainId
    ) internal pure returns (bool isTaken) {
        Scan memory scan = Scan(base, base + size, size == 0);
        uint256 kind = _kindAt(base);
        if (kind >= _LIST) kind = LEGACY;
        else if (kind != ACCESS_LIST && kind != FEE_MARKET && kind != SET_CODE) return false;
        else ++scan.position;
        decoded.kind = kind;
        uint256 input = scan.enter();
        decoded.signedOffset = scan.position - base;
        if (kind == LEGACY) _readLegacy(scan, decoded, base, chainId);
        else _readTyped(scan, decoded, base, chainId);
        scan.leave(input);
        if (scan.isMalformed || scan.position != scan.limit) return false;
        return isCanonical(decoded.r, decoded.s) && decoded.gasLimit <= MOST_GAS && decoded.dataSize <= MOST_DATA;
    }

    /// @notice Reads a deposit: 0x7e ‖ rlp([source hash, from, to, mint, value, gas limit, data]).
    /// @return isTaken False when it is none, which no item of the queue gives.
    function readDeposit(Decoded memory decoded, uint256 base, uint256 size) internal pure returns (bool isTaken) {
        if (size == 0 || _kindAt(base) != DEPOSIT) return false;
        Scan memory scan = Scan(base + 1, base + size, false);
        decoded.kind = DEPOSIT;
        uint256 input = scan.enter();
        scan.readFixed(32);
        decoded.sender = scan.readAddress();
        _readRecipient(scan, decoded);
        decoded.maxFee = scan.readInteger(32);
        decoded.value = scan.readInteger(32);
        decoded.gasLimit = scan.readInteger(_SHORT);
        _readData(scan, decoded, base);
        scan.leave(input);
        return !scan.isMalformed && scan.position == scan.limit;
    }

    /// @notice Whether a signature has its only form (BLOCK-8, EIP-2).
    function isCanonical(uint256 r, uint256 s) internal pure returns (bool) {
        return r != 0 && r < _ORDER && s != 0 && s <= _ORDER / 2;
    }

    /// @dev Legacy transactions that name no chain are passed over (SIG-6).
    function _readLegacy(Scan memory scan, Decoded memory decoded, uint256 base, uint256 chainId) private pure {
        decoded.nonce = scan.readInteger(_SHORT);
        decoded.maxFee = scan.readInteger(32);
        decoded.maxTip = decoded.maxFee;
        _readCall(scan, decoded, base);
        uint256 v = scan.readInteger(_CHAIN_ID);
        uint256 first = 35 + 2 * chainId;
        if (v != first && v != first + 1) scan.refuse();
        else decoded.parity = v - first;
        _readSignature(scan, decoded);
    }

    function _readTyped(Scan memory scan, Decoded memory decoded, uint256 base, uint256 chainId) private pure {
        if (scan.readInteger(_CHAIN_ID) != chainId) scan.refuse();
        decoded.nonce = scan.readInteger(_SHORT);
        decoded.maxTip = scan.readInteger(32);
        decoded.maxFee = decoded.kind == ACCESS_LIST ? decoded.maxTip : scan.readInteger(32);
        _readCall(scan, decoded, base);
        _readAccessList(scan, decoded, base);
        if (decoded.kind == SET_CODE) {
            if (decoded.creation != 0) scan.refuse();
            _readAuthorizations(scan, decoded);
        }
        decoded.signedSize = scan.position - base - decoded.signedOffset;
        decoded.parity = scan.readInteger(1);
        if (decoded.parity > 1) scan.refuse();
        _readSignature(scan, decoded);
    }

    /// @dev Gas limit, recipient, value, data: in this order in every form but the deposit.
    function _readCall(Scan memory scan, Decoded memory decoded, uint256 base) private pure {
        decoded.gasLimit = scan.readInteger(_SHORT);
        _readRecipient(scan, decoded);
        decoded.value = scan.readInteger(32);
        _readData(scan, decoded, base);
        decoded.signedSize = scan.position - base - decoded.signedOffset;
    }

    function _readRecipient(Scan memory scan, Decoded memory decoded) private pure {
        (uint256 start, uint256 size) = scan.readString();
        if (size == 0) {
            decoded.creation = 1;
            return;
        }
        if (size != 20) scan.refuse();
        uint256 recipient;
        assembly ("memory-safe") {
            recipient := shr(96, mload(start))
        }
        decoded.recipient = recipient;
    }

    function _readData(Scan memory scan, Decoded memory decoded, uint256 base) private pure {
        (uint256 start, uint256 size) = scan.readString();
        decoded.dataOffset = start - base;
        decoded.dataSize = size;
    }

    function _readAccessList(Scan memory scan, Decoded memory decoded, uint256 base) private pure {
        uint256 outer = scan.enter();
        decoded.accessOffset = scan.position - base;
        (decoded.addresses, decoded.keys) = AccessListReader.read(scan);
        scan.leave(outer);
    }

    /// @dev More of them than a gas limit can cover are not read, which is refused here, or by what they cost (SIG-19):
    /// so reading them cannot take more gas than a step may.
    function _readAuthorizations(Scan memory scan, Decoded memory decoded) private pure {
        uint256 outer = scan.enter();
        uint256 most = TransactionGas.mostAuthorizations(decoded, MOST_GAS);
        uint256 count = 0;
        for (; scan.position < scan.limit && count <= most; ++count) AuthorizationReader.read(scan);
        decoded.authorizations = count;
        if (count == 0) scan.refuse();
        scan.leave(outer);
    }

    function _readSignature(Scan memory scan, Decoded memory decoded) private pure {
        decoded.r = scan.readInteger(32);
        decoded.s = scan.readInteger(32);
    }

    function _kindAt(uint256 base) private pure returns (uint256 kind) {
        assembly ("memory-safe") {
            kind := byte(0, mload(base))
        }
    }
}
