import { keccak_256 } from "@noble/hashes/sha3.js";
import { fromHex } from "../bytes/fromHex.js";
import type { Log } from "./Receipt.js";

/**
 * The 2,048-bit filter of the addresses and topics of logs, 256 bytes.
 * Source: Ethereum Yellow Paper, 4.4.1, M3:2048.
 */
export function logsBloom(logs: readonly Log[]): Uint8Array {
  const bloom = new Uint8Array(256);
  for (const { address, topics } of logs) {
    addTo(bloom, fromHex(address, 20));
    for (const topic of topics) addTo(bloom, fromHex(topic, 32));
  }
  return bloom;
}

function addTo(bloom: Uint8Array, item: Uint8Array): void {
  const hash = keccak_256(item);
  for (const at of [0, 2, 4]) {
    const bit = (((hash[at] as number) << 8) | (hash[at + 1] as number)) & 0x7ff;
    const index = 255 - (bit >> 3);
    bloom[index] = (bloom[index] as number) | (1 << (bit & 7));
  }
}
