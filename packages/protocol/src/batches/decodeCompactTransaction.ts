import { integerBytes } from "../rlp/integerBytes.js";
import { encodeRlp } from "../rlp/encodeRlp.js";
import type { RlpItem } from "../rlp/RlpItem.js";
import { dictionaryAddress, dictionaryWord } from "./BatchDictionary.js";
import type { BatchDictionary } from "./BatchDictionary.js";
import { batchLayout, compactForm } from "./batchLayout.js";
import { DataCursor } from "./DataCursor.js";
import { readCompactData } from "./readCompactData.js";

/** What the entry of a transaction is read with. */
export interface CompactContext {
  readonly dictionary: BatchDictionary;
  /** The lane's chain on L2; at most 2^51. */
  readonly chainId: number;
}

/**
 * The raw transaction that the bytes of one in a batch's data stand for (spec/batches.md, BATCH-6 to BATCH-10). Whether
 * it could be in a block is not looked at.
 * @param bytes The transaction's, all of them.
 * @returns Undefined when they stand for none. Whatever the bytes are, nothing is thrown.
 */
export function decodeCompactTransaction(bytes: Uint8Array, context: CompactContext): Uint8Array | undefined {
  const form = bytes[0];
  if (form === undefined) return undefined;
  if (form < compactForm.base || form >= compactForm.end) return bytes;
  const cursor = new DataCursor(bytes, 1);
  const signature = cursor.readBytes(batchLayout.signature);
  const nonce = cursor.readCount();
  const [gasLimit, ...fees] = readGas(cursor, form, context.dictionary);
  const recipient = readRecipient(cursor, form, context.dictionary);
  const value = (form & compactForm.value) === 0 ? new Uint8Array(0) : cursor.readAmount();
  const data = readCompactData(cursor, context.dictionary);
  if (cursor.hasFailed || gasLimit === undefined) return undefined;
  const chainId = BigInt(context.chainId);
  const [r, s] = [integerAt(signature, 0), integerAt(signature, batchLayout.word)];
  const yParity = BigInt(form & compactForm.yParity);
  if ((form & compactForm.legacy) !== 0) {
    const v = 35n + 2n * chainId + yParity;
    return encodeRlp([BigInt(nonce), ...fees, gasLimit, recipient, value, data, v, r, s]);
  }
  const [fee, tip] = fees as [Uint8Array, Uint8Array];
  const common: RlpItem[] = [chainId, BigInt(nonce), tip, fee, gasLimit, recipient, value, data, []];
  const list = encodeRlp([...common, yParity, r, s]);
  const raw = new Uint8Array(1 + list.length);
  raw[0] = 2;
  raw.set(list, 1);
  return raw;
}

/** Gas limit, then fee and tip, or the gas price; from the transaction itself or from a word of the dictionary. */
function readGas(cursor: DataCursor, form: number, dictionary: BatchDictionary): Uint8Array[] {
  if ((form & compactForm.gasWord) === 0) return readGasParts(cursor, form);
  const word = dictionaryWord(dictionary, cursor.readCount());
  const parts = new DataCursor(word ?? new Uint8Array(0));
  const gas = readGasParts(parts, form);
  if (parts.hasFailed || !parts.isAtEnd()) cursor.fail();
  return gas;
}

function readGasParts(cursor: DataCursor, form: number): Uint8Array[] {
  const gasLimit = integerBytes(BigInt(cursor.readCount()));
  const first = cursor.readAmount();
  return (form & compactForm.legacy) === 0 ? [gasLimit, first, cursor.readAmount()] : [gasLimit, first];
}

function readRecipient(cursor: DataCursor, form: number, dictionary: BatchDictionary): Uint8Array {
  switch (form & compactForm.recipient) {
    case compactForm.noRecipient:
      return new Uint8Array(0);
    case compactForm.recipientBytes:
      return cursor.readBytes(batchLayout.address);
    case compactForm.recipientIndex: {
      const address = dictionaryAddress(dictionary, cursor.readCount());
      if (address !== undefined) return address;
    }
  }
  cursor.fail();
  return new Uint8Array(0);
}

/** The word at `start` as the bytes of an integer. */
function integerAt(signature: Uint8Array, start: number): Uint8Array {
  const end = start + batchLayout.word;
  let first = start;
  while (first < end && signature[first] === 0) first++;
  return signature.subarray(first, end);
}
