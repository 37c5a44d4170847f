import { bytesToHex } from "@noble/hashes/utils.js";
import type { DecodedTransaction } from "../transactions/DecodedTransaction.js";
import { transactionTypes } from "../transactions/transactionTypes.js";
import { batchLayout, compactForm } from "./batchLayout.js";
import type { DictionaryIndex } from "./DictionaryIndex.js";
import { gasPart } from "./gasPart.js";
import { isCompactable } from "./isCompactable.js";
import { writeCompactData } from "./writeCompactData.js";
import { writeCount } from "./writeCount.js";

/** A transaction as it stands in a batch's data: compact when that is shorter, else raw (spec/batches.md, BATCH-6). */
export function encodeCompactTransaction(decoded: DecodedTransaction, index: DictionaryIndex): Uint8Array {
  const { bytes, start, end } = decoded;
  const raw = bytes.subarray(start, end);
  if (!isCompactable(decoded)) return raw;
  const form =
    compactForm.base | decoded.yParity | (decoded.type === transactionTypes.legacy ? compactForm.legacy : 0);
  const target = [
    form,
    ...word(bytes, decoded.rStart, decoded.rEnd),
    ...word(bytes, decoded.sStart, decoded.sEnd),
  ];
  writeCount(target, Number(decoded.nonce));
  target[0] =
    form |
    writeGas(target, decoded, index) |
    writeRecipient(target, decoded, index) |
    writeValue(target, decoded);
  writeCompactData(target, decoded, index);
  return target.length < raw.length ? Uint8Array.from(target) : raw;
}

/** Each of these appends its part and gives the bits of the form that say so. */
function writeGas(target: number[], decoded: DecodedTransaction, { words }: DictionaryIndex): number {
  const part = gasPart(decoded);
  const entry = words.get(bytesToHex(Uint8Array.from(part)));
  if (entry !== undefined) writeCount(target, entry);
  else target.push(...part);
  return entry === undefined ? 0 : compactForm.gasWord;
}

function writeRecipient(
  target: number[],
  { bytes, to }: DecodedTransaction,
  { addresses }: DictionaryIndex,
): number {
  if (to < 0) return compactForm.noRecipient;
  const address = bytes.subarray(to, to + batchLayout.address);
  const entry = addresses.get(bytesToHex(address));
  if (entry !== undefined) writeCount(target, entry);
  else target.push(...address);
  return entry === undefined ? compactForm.recipientBytes : compactForm.recipientIndex;
}

function writeValue(target: number[], { bytes, valueStart, valueEnd }: DecodedTransaction): number {
  if (valueStart === valueEnd) return 0;
  target.push(valueEnd - valueStart, ...bytes.subarray(valueStart, valueEnd));
  return compactForm.value;
}

/** An integer's bytes with zeros before, 32 in all. */
function word(bytes: Uint8Array, start: number, end: number): number[] {
  return [...new Array<number>(batchLayout.word - (end - start)).fill(0), ...bytes.subarray(start, end)];
}
