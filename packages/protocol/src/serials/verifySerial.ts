import type { Hex } from "../bytes/Hex.js";
import { paddedWidth } from "./paddedWidth.js";
import { serialLeaf } from "./serialLeaf.js";
import { serialNode } from "./serialNode.js";
import type { SerialProof } from "./SerialProof.js";
import { serialsPerPage } from "./serialsPerPage.js";

/**
 * Whether a serial hash is in the list of `count` serials under `root`.
 * The count fixes the proof's length, so that no shorter or longer path is accepted.
 */
export function verifySerial(root: Hex, count: number, hash: Hex, proof: SerialProof): boolean {
  const { index, siblings } = proof;
  if (!Number.isSafeInteger(index) || index < 0 || index >= count) return false;
  const width = paddedWidth(Math.ceil(count / serialsPerPage)) * serialsPerPage;
  if (2 ** siblings.length !== width) return false;
  const computed = siblings.reduce(
    (node, sibling, height) =>
      (index >> height) & 1 ? serialNode(sibling, node) : serialNode(node, sibling),
    serialLeaf(hash),
  );
  return computed === root;
}
