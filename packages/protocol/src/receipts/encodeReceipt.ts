import { fromHex } from "../bytes/fromHex.js";
import { encodeRlp } from "../rlp/encodeRlp.js";
import { logsBloom } from "./logsBloom.js";
import type { Receipt } from "./Receipt.js";

/**
 * A receipt's bytes in the receipts trie: after the byte of its type, unless it is legacy, the list (status,
 * cumulative gas used, bloom, logs).
 * Source: EIP-2718, EIP-658.
 */
export function encodeReceipt({ type, isSuccess, cumulativeGasUsed, logs }: Receipt): Uint8Array {
  const logItems = logs.map(({ address, topics, data }) => [
    fromHex(address, 20),
    topics.map((topic) => fromHex(topic, 32)),
    fromHex(data),
  ]);
  const list = encodeRlp([isSuccess ? 1n : 0n, cumulativeGasUsed, logsBloom(logs), logItems]);
  if (type === 0) return list;
  const encoded = new Uint8Array(1 + list.length);
  encoded[0] = type;
  encoded.set(list, 1);
  return encoded;
}
