import type { Hex } from "../bytes/Hex.js";
import { zeroHash } from "../bytes/zeroHash.js";
import { foldSerialLevels } from "./foldSerialLevels.js";
import { paddedWidth } from "./paddedWidth.js";

/** Root over the page roots, padded with bytes32(0) to a power of two; bytes32(0) without pages. */
export function serialRoot(pageRoots: readonly Hex[]): Hex {
  if (pageRoots.length === 0) return zeroHash;
  return foldSerialLevels(pageRoots, paddedWidth(pageRoots.length)).at(-1)?.[0] as Hex;
}
