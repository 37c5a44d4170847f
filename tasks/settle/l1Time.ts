import { ProtocolError } from "@muniment/protocol";

import type { Chain } from "../context/Chain.js";

/** Time of L1's latest block, Unix seconds: what batches and expiries go by. */
export async function l1Time({ provider }: Chain): Promise<bigint> {
  const block = await provider.getBlock("latest");
  if (block === null) throw new ProtocolError("CHAIN_FAILED", { call: "Reading L1", problem: "no block" });
  return BigInt(block.timestamp);
}
