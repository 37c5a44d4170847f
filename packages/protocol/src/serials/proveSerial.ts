import type { Hex } from "../bytes/Hex.js";
import { ProtocolError } from "../errors.js";
import { foldSerialLevels } from "./foldSerialLevels.js";
import { paddedWidth } from "./paddedWidth.js";
import { serialHash } from "./serialHash.js";
import { serialLeaf } from "./serialLeaf.js";
import type { SerialProof } from "./SerialProof.js";
import { serialsPerPage } from "./serialsPerPage.js";
import type { SerialTree } from "./SerialTree.js";

/**
 * Proof that a serial is in the list.
 * @throws SERIAL_UNKNOWN
 */
export function proveSerial(tree: SerialTree, serial: string): SerialProof {
  const hash = serialHash(serial);
  const pageIndex = tree.pages.findIndex((page) => page.includes(hash));
  const page = tree.pages[pageIndex];
  if (page === undefined) throw new ProtocolError("SERIAL_UNKNOWN", { serial, count: tree.count });
  const position = page.indexOf(hash);
  return {
    index: pageIndex * serialsPerPage + position,
    siblings: [
      ...siblingsOf(foldSerialLevels(page.map(serialLeaf), serialsPerPage), position),
      ...siblingsOf(foldSerialLevels(tree.pageRoots, paddedWidth(tree.pageRoots.length)), pageIndex),
    ],
  };
}

function siblingsOf(levels: readonly (readonly Hex[])[], index: number): Hex[] {
  return levels.slice(0, -1).map((level, height) => level[(index >> height) ^ 1] as Hex);
}
