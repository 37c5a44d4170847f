import type { Levels } from "../../chain/Levels.js";

/** Level of a block, as the tags have it (NODE-4). */
export function levelOf({ safe, finalized }: Levels, block: bigint): "SEQUENCED" | "COMMITTED" | "FINAL" {
  if (block <= finalized) return "FINAL";
  return block <= safe ? "COMMITTED" : "SEQUENCED";
}
