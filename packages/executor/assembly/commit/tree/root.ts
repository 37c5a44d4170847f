// The root: hashes every dirty inner node once, children before parents.
import { keccak128 } from "../../hash/keccak";
import { leafHash } from "./leafHash";
import { childSlot, DIRTY, isLeaf, NODE_HASH, recordOf, ROOT } from "./records";
import { clearWord, copyWord } from "./words";

/** The four children of the node that is being hashed. */
const CHILDREN = memory.data(128, 16);

/** Writes the root, 32 bytes, to `to`. */
export function writeRoot(to: usize): void {
  clean(ROOT);
  writeHash(load<u32>(ROOT), to);
}

/** Writes the hash of what a clean reference names: zero for an empty child. */
export function writeHash(reference: u32, to: usize): void {
  if (reference == 0) clearWord(to);
  else if (isLeaf(reference)) copyWord(leafHash(recordOf(reference)), to);
  else copyWord(recordOf(reference) + NODE_HASH, to);
}

/** Brings the hashes of a reference's inner node and of all below it up to date. Recursion ends after 128 levels. */
function clean(slot: usize): void {
  const reference = load<u32>(slot);
  if ((reference & DIRTY) == 0) return;
  const node = recordOf(reference);
  for (let digit: usize = 0; digit < 4; digit++) clean(childSlot(node, digit));
  for (let digit: usize = 0; digit < 4; digit++)
    writeHash(load<u32>(childSlot(node, digit)), CHILDREN + (digit << 5));
  keccak128(CHILDREN, node + NODE_HASH);
  store<u32>(slot, reference & ~DIRTY);
}
