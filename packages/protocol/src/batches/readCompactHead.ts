import { integerBytes } from "../rlp/integerBytes.js";
import { dictionaryAddress, dictionaryWord } from "./BatchDictionary.js";
import type { BatchDictionary } from "./BatchDictionary.js";
import { batchLayout, compactForm } from "./batchLayout.js";
import { DataCursor } from "./DataCursor.js";

/** What a compact transaction says before its data (spec/batches.md, BATCH-6); integers without leading zeros. */
export interface CompactHead {
  readonly form: number;
  readonly r: Uint8Array;
  readonly s: Uint8Array;
  readonly nonce: number;
  readonly gasLimit: Uint8Array;
  /** Fee and tip, or the gas price of a legacy transaction. */
  readonly fees: readonly Uint8Array[];
  /** 20 bytes or none. */
  readonly recipient: Uint8Array;
  readonly value: Uint8Array;
}

/**
 * Reads the head of a compact transaction.
 * @param cursor At its first byte, the form.
 * @returns Undefined when it cannot be read.
 */
export function readCompactHead(cursor: DataCursor, dictionary: BatchDictionary): CompactHead | undefined {
  const form = cursor.readByte();
  const signature = cursor.readBytes(batchLayout.signature);
  const nonce = cursor.readCount();
  const [gasLimit, ...fees] = readGas(cursor, form, dictionary);
  const recipient = readRecipient(cursor, form, dictionary);
  const value = (form & compactForm.value) === 0 ? new Uint8Array(0) : cursor.readAmount();
  if (cursor.hasFailed || gasLimit === undefined) return undefined;
  const [r, s] = [integerAt(signature, 0), integerAt(signature, batchLayout.word)];
  return { form, r, s, nonce, gasLimit, fees, recipient, value };
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
