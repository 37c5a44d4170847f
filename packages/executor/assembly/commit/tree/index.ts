// What the host calls; see packages/executor/src/state/tree/StateTree.ts.
import { heapBytes, resetHeap } from "../heap";
import { apply, inputFor, resetApply, rootsAddress, rootsCount } from "./apply";
import { resetChanges } from "./changes";
import { resetKeys } from "./keys";
import { resetLeafHashes } from "./leafHash";
import { writeProof } from "./prove";
import { leafCount, nodeCount, resetRecords } from "./records";
import { hashedCount, resetRoot, writeRoot } from "./root";

/** Room for the host's small arguments and results: a key or a root, 32 bytes. */
const EXCHANGE = memory.data(32, 8);
/** Room for the largest proof: spec/state.md, TREE-14. */
const PROOF = memory.data(12544, 8);

/**
 * An empty tree. `pages`: memory it may use, in units of 64 KiB, 65,535 at most. Returns 0, or 1 when that does not
 * hold its fixed tables.
 */
export function treeInit(pages: u32): u32 {
  resetHeap((<usize>pages) << 16);
  resetRecords();
  resetApply();
  resetChanges();
  return resetLeafHashes() && resetKeys() && resetRoot() ? 0 : 1;
}

/** Where the host writes a key, and reads a root. */
export function treeExchange(): usize {
  return EXCHANGE;
}

/** Where the host writes `size` bytes of change records; 0 when memory is full. */
export function treeInput(size: usize): usize {
  return inputFor(size);
}

/**
 * Applies change records, which it overwrites. Returns 0, 1 when memory is full or 2 when a record is malformed; then the
 * tree is as it was before the call. `wantsRoot`: see apply.
 */
export function treeApply(from: usize, size: usize, wantsRoot: bool): i32 {
  return apply(from, size, wantsRoot);
}

/** Writes the root, 32 bytes. */
export function treeRoot(to: usize): void {
  writeRoot(to);
}

/** The roots that the last treeApply recorded at ends of transactions: their number, and where they are, 32 bytes each. */
export function treeRootsCount(): u32 {
  return rootsCount();
}

export function treeRoots(): usize {
  return rootsAddress();
}

/** Writes the proof for the key at `key` to treeProof() and returns its size. `isRemoval`: see writeProof. */
export function treeProve(key: usize, isRemoval: bool): usize {
  return writeProof(key, PROOF, isRemoval);
}

export function treeProof(): usize {
  return PROOF;
}

export function treeLeaves(): u32 {
  return leafCount();
}

export function treeNodes(): u32 {
  return nodeCount();
}

/** Inner nodes hashed since the module began, modulo 2^32. */
export function treeHashed(): u32 {
  return hashedCount();
}

/** Bytes of memory in use, tables and buffers included. */
export function treeBytes(): usize {
  return heapBytes();
}
