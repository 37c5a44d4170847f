import { ProtocolError } from "../errors.js";
import type { DecodedTransaction } from "../transactions/DecodedTransaction.js";
import { readBatchTransaction } from "./readBatchTransaction.js";

/**
 * Reads a transaction that is to go into a batch's data.
 * @param block Number of its block in the batch, from 0, for errors.
 * @throws BATCH_NOT_ENCODABLE when it could be in no block of the lane.
 */
export function encodableTransaction(block: number, raw: Uint8Array, chainId: number): DecodedTransaction {
  const decoded = readBatchTransaction(raw, chainId);
  return typeof decoded === "string" ? refuse(block, decoded) : decoded;
}

/**
 * Seconds from one block to the next.
 * @throws BATCH_NOT_ENCODABLE when they are fewer than none, or more than BATCH-3 can write.
 */
export function blockDelay(block: number, before: bigint, time: bigint): number {
  if (time < before) refuse(block, "it is earlier than the one before it");
  if (time - before > Number.MAX_SAFE_INTEGER) refuse(block, "it is too long after the one before it");
  return Number(time - before);
}

function refuse(block: number, problem: string): never {
  throw new ProtocolError("BATCH_NOT_ENCODABLE", { block, problem });
}
