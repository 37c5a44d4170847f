import { ProtocolError } from "../errors.js";
import { readIntegerBytes } from "../rlp/readIntegerBytes.js";
import { RlpCursor } from "../rlp/RlpCursor.js";
import { checkSignatureRange } from "./checkSignatureRange.js";
import type { DecodedTransaction } from "./DecodedTransaction.js";
import { decodeAccessList } from "./decodeAccessList.js";
import { decodeAuthorizations } from "./decodeAuthorizations.js";
import { refuseField } from "./refuseField.js";
import { transactionTypes } from "./transactionTypes.js";

/**
 * Takes one raw transaction apart, in one pass and without copying. What only a state can tell (nonce, balance, fees
 * against the block's) is not looked at.
 * @param bytes Holds the transaction in `start` … `end`, and nothing else between.
 * @throws RLP_MALFORMED, TRANSACTION_MALFORMED, TRANSACTION_TYPE_UNKNOWN, SIGNATURE_INVALID, SIGNATURE_HIGH_S
 * @example const { nonce, chainId } = decodeTransaction(raw, 0, raw.length);
 */
export function decodeTransaction(bytes: Uint8Array, start: number, end: number): DecodedTransaction {
  if (start >= end) refuseField("type", "there are no bytes");
  const decoded = blank(bytes, start, end);
  const first = bytes[start] as number;
  const isLegacy = first >= 0xc0;
  const cursor = new RlpCursor(bytes, start, end);
  if (!isLegacy) {
    cursor.position = start + 1;
    decoded.type = first;
  }
  const decodeForm = isLegacy ? decodeLegacy : formOf(first);
  const input = cursor.enterList();
  decoded.signedStart = cursor.position;
  decodeForm(cursor, decoded);
  cursor.leaveList(input);
  cursor.finish();
  if (first !== transactionTypes.deposit) checkSignatureRange(decoded);
  return decoded;
}

type DecodeForm = (cursor: RlpCursor, decoded: DecodedTransaction) => void;

function formOf(type: number): DecodeForm {
  switch (type) {
    case transactionTypes.feeMarket:
      return decodeFeeMarket;
    case transactionTypes.accessList:
      return decodeAccessListForm;
    case transactionTypes.blob:
      return decodeBlob;
    case transactionTypes.setCode:
      return decodeSetCode;
    case transactionTypes.deposit:
      return decodeDeposit;
    default:
      throw new ProtocolError("TRANSACTION_TYPE_UNKNOWN", { type });
  }
}

function decodeLegacy(cursor: RlpCursor, decoded: DecodedTransaction): void {
  readNonce(cursor, decoded);
  readGasPrice(cursor, decoded);
  readCall(cursor, decoded);
  decoded.signedEnd = cursor.position;
  const v = readSafeInteger(cursor, "v");
  readSignature(cursor, decoded);
  if (v === 27 || v === 28) {
    decoded.yParity = v - 27;
    return;
  }
  if (v < 35) refuseField("v", "it is neither 27, 28 nor 35 and above");
  decoded.yParity = (v - 35) % 2;
  decoded.chainId = (v - 35 - decoded.yParity) / 2;
}

function decodeAccessListForm(cursor: RlpCursor, decoded: DecodedTransaction): void {
  decoded.chainId = readSafeInteger(cursor, "chainId");
  readNonce(cursor, decoded);
  readGasPrice(cursor, decoded);
  readCall(cursor, decoded);
  decodeAccessList(cursor, decoded);
  readTypedSignature(cursor, decoded);
}

function decodeFeeMarket(cursor: RlpCursor, decoded: DecodedTransaction): void {
  readFeeMarketFields(cursor, decoded);
  readTypedSignature(cursor, decoded);
}

function decodeBlob(cursor: RlpCursor, decoded: DecodedTransaction): void {
  readFeeMarketFields(cursor, decoded);
  if (decoded.to < 0) refuseField("to", "a blob transaction creates no contract");
  readWord(cursor, "maxFeePerBlobGas");
  decoded.maxBlobFeeStart = cursor.valueStart;
  decoded.maxBlobFeeEnd = cursor.valueEnd;
  const outer = cursor.enterList();
  decoded.blobHashesStart = cursor.position;
  for (; !cursor.isAtEnd(); decoded.blobHashes++) {
    if (cursor.readString() !== 32) refuseField("blobVersionedHashes", "a hash has not 32 bytes");
  }
  decoded.blobHashesEnd = cursor.position;
  cursor.leaveList(outer);
  if (decoded.blobHashes === 0) refuseField("blobVersionedHashes", "there is none");
  readTypedSignature(cursor, decoded);
}

function decodeSetCode(cursor: RlpCursor, decoded: DecodedTransaction): void {
  readFeeMarketFields(cursor, decoded);
  if (decoded.to < 0) refuseField("to", "a set-code transaction creates no contract");
  decodeAuthorizations(cursor, decoded);
  readTypedSignature(cursor, decoded);
}

function decodeDeposit(cursor: RlpCursor, decoded: DecodedTransaction): void {
  if (cursor.readString() !== 32) refuseField("sourceHash", "it has not 32 bytes");
  decoded.depositSource = cursor.valueStart;
  if (cursor.readString() !== 20) refuseField("from", "it has not 20 bytes");
  decoded.depositSender = cursor.valueStart;
  readRecipient(cursor, decoded);
  readWord(cursor, "mint");
  decoded.maxFeeStart = cursor.valueStart;
  decoded.maxFeeEnd = cursor.valueEnd;
  readValue(cursor, decoded);
  readGasLimit(cursor, decoded);
  readData(cursor, decoded);
  decoded.signedEnd = decoded.signedStart;
}

/** chain id … access list, in the order of EIP-1559. */
function readFeeMarketFields(cursor: RlpCursor, decoded: DecodedTransaction): void {
  decoded.chainId = readSafeInteger(cursor, "chainId");
  readNonce(cursor, decoded);
  readWord(cursor, "maxPriorityFeePerGas");
  decoded.priorityFeeStart = cursor.valueStart;
  decoded.priorityFeeEnd = cursor.valueEnd;
  readWord(cursor, "maxFeePerGas");
  decoded.maxFeeStart = cursor.valueStart;
  decoded.maxFeeEnd = cursor.valueEnd;
  readCall(cursor, decoded);
  decodeAccessList(cursor, decoded);
}

/** gas limit, recipient, value, data: in this order in every form but the deposit. */
function readCall(cursor: RlpCursor, decoded: DecodedTransaction): void {
  readGasLimit(cursor, decoded);
  readRecipient(cursor, decoded);
  readValue(cursor, decoded);
  readData(cursor, decoded);
}

function readNonce(cursor: RlpCursor, decoded: DecodedTransaction): void {
  if (cursor.readInteger(8) < 0) refuseField("nonce", "it exceeds 64 bits");
  decoded.nonce = readIntegerBytes(cursor.bytes, cursor.valueStart, cursor.valueEnd);
}

function readGasLimit(cursor: RlpCursor, decoded: DecodedTransaction): void {
  if (cursor.readInteger(8) < 0) refuseField("gasLimit", "it exceeds 64 bits");
  decoded.gasLimit = readIntegerBytes(cursor.bytes, cursor.valueStart, cursor.valueEnd);
}

function readGasPrice(cursor: RlpCursor, decoded: DecodedTransaction): void {
  readWord(cursor, "gasPrice");
  decoded.maxFeeStart = decoded.priorityFeeStart = cursor.valueStart;
  decoded.maxFeeEnd = decoded.priorityFeeEnd = cursor.valueEnd;
}

function readValue(cursor: RlpCursor, decoded: DecodedTransaction): void {
  readWord(cursor, "value");
  decoded.valueStart = cursor.valueStart;
  decoded.valueEnd = cursor.valueEnd;
}

function readRecipient(cursor: RlpCursor, decoded: DecodedTransaction): void {
  const size = cursor.readString();
  if (size === 20) decoded.to = cursor.valueStart;
  else if (size !== 0) refuseField("to", "it has neither 20 bytes nor none");
}

function readData(cursor: RlpCursor, decoded: DecodedTransaction): void {
  cursor.readString();
  decoded.dataStart = cursor.valueStart;
  decoded.dataEnd = cursor.valueEnd;
}

function readTypedSignature(cursor: RlpCursor, decoded: DecodedTransaction): void {
  decoded.signedEnd = cursor.position;
  const size = cursor.readInteger(1);
  const yParity = size === 0 ? 0 : (cursor.bytes[cursor.valueStart] as number);
  if (size < 0 || yParity > 1) refuseField("yParity", "it is neither 0 nor 1");
  decoded.yParity = yParity;
  readSignature(cursor, decoded);
}

function readSignature(cursor: RlpCursor, decoded: DecodedTransaction): void {
  readWord(cursor, "r");
  decoded.rStart = cursor.valueStart;
  decoded.rEnd = cursor.valueEnd;
  readWord(cursor, "s");
  decoded.sStart = cursor.valueStart;
  decoded.sEnd = cursor.valueEnd;
}

function readWord(cursor: RlpCursor, field: string): void {
  if (cursor.readInteger(32) < 0) refuseField(field, "it exceeds 256 bits");
}

/** An integer that a number holds exactly. Chain ids are: EIP-2294 bounds them, and no chain comes near. */
function readSafeInteger(cursor: RlpCursor, field: string): number {
  const size = cursor.readInteger(7);
  let value = 0;
  for (let at = cursor.valueStart; at < cursor.valueEnd; at++) {
    value = value * 256 + (cursor.bytes[at] as number);
  }
  if (size < 0 || value > Number.MAX_SAFE_INTEGER) refuseField(field, "it exceeds 53 bits");
  return value;
}

/** A transaction without fields: every range empty, so that what a form lacks reads as nothing. */
function blank(bytes: Uint8Array, start: number, end: number): DecodedTransaction {
  return {
    bytes,
    start,
    end,
    type: 0,
    chainId: -1,
    nonce: 0n,
    gasLimit: 0n,
    maxFeeStart: 0,
    maxFeeEnd: 0,
    priorityFeeStart: 0,
    priorityFeeEnd: 0,
    to: -1,
    valueStart: 0,
    valueEnd: 0,
    dataStart: 0,
    dataEnd: 0,
    accessListStart: 0,
    accessListEnd: 0,
    accessListAddresses: 0,
    accessListKeys: 0,
    maxBlobFeeStart: 0,
    maxBlobFeeEnd: 0,
    blobHashesStart: 0,
    blobHashesEnd: 0,
    blobHashes: 0,
    authorizationsStart: 0,
    authorizationsEnd: 0,
    authorizations: 0,
    depositSender: -1,
    depositSource: -1,
    signedStart: 0,
    signedEnd: 0,
    yParity: 0,
    rStart: 0,
    rEnd: 0,
    sStart: 0,
    sEnd: 0,
  };
}
