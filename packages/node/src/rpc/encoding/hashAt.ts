import { toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { ChainBlock } from "../../chain/ChainBlock.js";

/** The hash of a block's transaction. */
export function hashAt({ hashes }: ChainBlock, index: number): Hex {
  return toHex(hashes.subarray(32 * index, 32 * index + 32));
}
