import type { Hex } from "../bytes/Hex.js";
import { foldSerialLevels } from "./foldSerialLevels.js";
import { serialLeaf } from "./serialLeaf.js";
import { serialsPerPage } from "./serialsPerPage.js";

/** Root of one page: a full binary tree of 512 leaves, padded with bytes32(0). */
export function serialPageRoot(page: readonly Hex[]): Hex {
  return foldSerialLevels(page.map(serialLeaf), serialsPerPage).at(-1)?.[0] as Hex;
}
