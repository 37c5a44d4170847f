import type { DecodedTransaction } from "../transactions/DecodedTransaction.js";
import { transactionTypes } from "../transactions/transactionTypes.js";
import { batchLayout, compactForm } from "./batchLayout.js";
import { bytesKey } from "./bytesKey.js";
import type { ByteWriter } from "./ByteWriter.js";
import type { DictionaryIndex } from "./DictionaryIndex.js";
import { writeCompactData } from "./writeCompactData.js";
import { writeGasPart } from "./writeGasPart.js";

/** Writes the compact form of a transaction that has one (spec/batches.md, BATCH-6). */
export function writeCompactForm(
  target: ByteWriter,
  decoded: DecodedTransaction,
  index: DictionaryIndex,
): void {
  const { bytes, type, yParity, rStart, rEnd, sStart, sEnd, dataStart, dataEnd } = decoded;
  const legacy = type === transactionTypes.legacy ? compactForm.legacy : 0;
  target.writeByte(compactForm.base);
  writeWord(target, bytes, rStart, rEnd);
  writeWord(target, bytes, sStart, sEnd);
  target.writeCount(Number(decoded.nonce));
  const gas = writeGas(target, decoded, index);
  const recipient = writeRecipient(target, decoded, index);
  const value = writeValue(target, decoded);
  writeCompactData(target, bytes.subarray(dataStart, dataEnd), index);
  target.setByte(0, compactForm.base | yParity | legacy | gas | recipient | value);
}

/** Each of these writes its part and gives the bits of the form that say so. */
function writeGas(target: ByteWriter, decoded: DecodedTransaction, { words }: DictionaryIndex): number {
  const start = target.length;
  writeGasPart(target, decoded);
  if (target.length - start > batchLayout.word) return 0;
  const entry = words.get(bytesKey(target.view(), start, target.length));
  if (entry === undefined) return 0;
  target.length = start;
  target.writeCount(entry);
  return compactForm.gasWord;
}

function writeRecipient(
  target: ByteWriter,
  { bytes, to }: DecodedTransaction,
  { addresses }: DictionaryIndex,
): number {
  if (to < 0) return compactForm.noRecipient;
  const end = to + batchLayout.address;
  const entry = addresses.get(bytesKey(bytes, to, end));
  if (entry !== undefined) target.writeCount(entry);
  else target.writeBytes(bytes, to, end);
  return entry === undefined ? compactForm.recipientBytes : compactForm.recipientIndex;
}

function writeValue(target: ByteWriter, { bytes, valueStart, valueEnd }: DecodedTransaction): number {
  if (valueStart === valueEnd) return 0;
  target.writeByte(valueEnd - valueStart);
  target.writeBytes(bytes, valueStart, valueEnd);
  return compactForm.value;
}

/** An integer's bytes with zeros before, 32 in all. */
function writeWord(target: ByteWriter, bytes: Uint8Array, start: number, end: number): void {
  target.writeZeros(batchLayout.word - (end - start));
  target.writeBytes(bytes, start, end);
}
