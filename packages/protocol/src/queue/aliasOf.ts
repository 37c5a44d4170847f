import { fromHex } from "../bytes/fromHex.js";
import type { Hex } from "../bytes/Hex.js";
import { toHex } from "../bytes/toHex.js";

const offset = 0x1111000000000000000000000000000000001111n;

/**
 * Who a contract of L1 is on L2 (spec/queue.md, QUEUE-5).
 * @param address Of the contract on L1. 20 bytes.
 * @throws HEX_INVALID
 * @example aliasOf("0x0000000000000000000000000000000000000001"); // 0x1111000000000000000000000000000000001112
 */
export function aliasOf(address: Hex): Hex {
  const alias = BigInt.asUintN(160, BigInt(toHex(fromHex(address, 20))) + offset);
  return `0x${alias.toString(16).padStart(40, "0")}`;
}
