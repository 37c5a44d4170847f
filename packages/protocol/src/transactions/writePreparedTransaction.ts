import { RecordWriter } from "../bytes/RecordWriter.js";
import { ProtocolError } from "../errors.js";
import { RlpCursor } from "../rlp/RlpCursor.js";
import type { DecodedTransaction } from "./DecodedTransaction.js";
import { preparedLayout as layout } from "./preparedLayout.js";
import { preparedTransactionSize } from "./preparedTransactionSize.js";
import { readAuthorizations } from "./readAuthorizations.js";

/** What hashing and recovery add to a decoded transaction. */
export interface Recovered {
  /** 20 bytes. A deposit names its own sender; then this is not read. */
  readonly sender: Uint8Array;
  /** keccak256 of the raw transaction, 32 bytes. */
  readonly hash: Uint8Array;
  /** Who signed each authorization, 20 bytes; undefined where the signature is bad. */
  readonly authorities: readonly (Uint8Array | undefined)[];
}

/**
 * Writes the record from which the runtime executes a transaction, `preparedTransactionSize` bytes.
 * @param offset A multiple of 8.
 * @returns The record's size.
 * @throws RECORD_MALFORMED when the record does not fit, or the authorities are not as many as the authorizations.
 * @example offset += writePreparedTransaction(decoded, { sender, hash, authorities: [] }, records, offset);
 */
export function writePreparedTransaction(
  decoded: DecodedTransaction,
  recovered: Recovered,
  target: Uint8Array,
  offset: number,
): number {
  const size = preparedTransactionSize(decoded);
  if (offset + size > target.length) refuse(`${size} bytes do not fit at ${offset} of ${target.length}`);
  const { authorities } = recovered;
  if (authorities.length !== decoded.authorizations) refuse("each authorization needs its authority");
  const record = new RecordWriter(target, offset);
  record.clear(0, layout.tails);
  record.writeNumber(layout.size, size);
  writeFields(record, decoded, recovered);

  const data = layout.tails;
  const accessList = writeData(record, decoded, data);
  const authorizations = writeAccessList(record, decoded, accessList);
  const blobHashes = writeAuthorizations(record, decoded, authorities, authorizations);
  writeBlobHashes(record, decoded, blobHashes);
  return size;
}

function writeFields(record: RecordWriter, decoded: DecodedTransaction, recovered: Recovered): void {
  const { bytes, depositSender, to } = decoded;
  record.writeByte(layout.type, decoded.type);
  record.writeByte(layout.flags, to < 0 ? 1 : 0);
  record.writeBigint(layout.nonce, decoded.nonce);
  record.writeBigint(layout.gasLimit, decoded.gasLimit);
  record.writeReversed(layout.maxFee, bytes, decoded.maxFeeStart, decoded.maxFeeEnd);
  record.writeReversed(layout.priorityFee, bytes, decoded.priorityFeeStart, decoded.priorityFeeEnd);
  record.writeReversed(layout.value, bytes, decoded.valueStart, decoded.valueEnd);
  if (depositSender < 0) record.writeReversed(layout.sender, recovered.sender, 0, 20);
  else record.writeReversed(layout.sender, bytes, depositSender, depositSender + 20);
  if (to >= 0) record.writeReversed(layout.to, bytes, to, to + 20);
  record.writeReversed(layout.maxBlobFee, bytes, decoded.maxBlobFeeStart, decoded.maxBlobFeeEnd);
  record.writeBytes(layout.hash, recovered.hash, 0, 32);
}

/** Every tail returns where the next one begins. */
function writeData(record: RecordWriter, decoded: DecodedTransaction, start: number): number {
  const size = decoded.dataEnd - decoded.dataStart;
  record.writeNumber(layout.data, start);
  record.writeNumber(layout.dataSize, size);
  record.writeBytes(start, decoded.bytes, decoded.dataStart, decoded.dataEnd);
  const padding = -size & 7;
  if (padding > 0) record.clear(start + size, padding);
  return start + size + padding;
}

function writeAccessList(record: RecordWriter, decoded: DecodedTransaction, start: number): number {
  record.writeNumber(layout.accessListAddresses, decoded.accessListAddresses);
  record.writeNumber(layout.accessListKeys, decoded.accessListKeys);
  record.writeNumber(layout.accessList, start);
  if (decoded.accessListAddresses === 0) return start;
  const { bytes, accessListStart, accessListEnd } = decoded;
  const cursor = new RlpCursor(bytes, accessListStart, accessListEnd);
  let at = start;
  while (!cursor.isAtEnd()) {
    const outer = cursor.enterList();
    cursor.readString();
    const entry = at;
    record.clear(entry, layout.entrySize);
    record.writeReversed(entry, bytes, cursor.valueStart, cursor.valueEnd);
    at += layout.entrySize;
    const list = cursor.enterList();
    for (; !cursor.isAtEnd(); at += layout.wordSize) {
      cursor.readString();
      record.writeReversed(at, bytes, cursor.valueStart, cursor.valueEnd);
    }
    cursor.leaveList(list);
    cursor.leaveList(outer);
    record.writeNumber(entry + 24, (at - entry - layout.entrySize) / layout.wordSize);
  }
  return at;
}

function writeAuthorizations(
  record: RecordWriter,
  decoded: DecodedTransaction,
  authorities: Recovered["authorities"],
  start: number,
): number {
  record.writeNumber(layout.authorizations, decoded.authorizations);
  record.writeNumber(layout.authorizationList, start);
  if (decoded.authorizations === 0) return start;
  let at = start;
  for (const [index, authorization] of readAuthorizations(decoded).entries()) {
    const authority = authorities[index];
    const { bytes, target } = authorization;
    record.clear(at, layout.authorizationSize);
    if (authority !== undefined) {
      record.writeReversed(at, authority, 0, 20);
      record.writeNumber(at + 24, 1);
    }
    record.writeReversed(at + 32, bytes, authorization.chainIdStart, authorization.chainIdEnd);
    record.writeReversed(at + 64, bytes, target, target + 20);
    record.writeBigint(at + 88, authorization.nonce);
    at += layout.authorizationSize;
  }
  return at;
}

function writeBlobHashes(record: RecordWriter, decoded: DecodedTransaction, start: number): void {
  record.writeNumber(layout.blobHashes, decoded.blobHashes);
  record.writeNumber(layout.blobHashList, start);
  let at = start;
  // Every hash follows a one-byte header.
  for (let from = decoded.blobHashesStart + 1; from < decoded.blobHashesEnd; from += 33) {
    record.writeReversed(at, decoded.bytes, from, from + 32);
    at += layout.wordSize;
  }
}

function refuse(problem: string): never {
  throw new ProtocolError("RECORD_MALFORMED", { record: "prepared transaction", problem });
}
