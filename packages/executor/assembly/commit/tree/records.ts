// Leaves and inner nodes of the state tree in memory.
//
// A *reference* is the address of a record, which is a multiple of 16, with two flags in its lowest bits; 0 is an empty
// child. A leaf holds its key and value hash, 64 bytes. An inner node holds its own hash and four references, 48 bytes:
// the hash of a leaf is not stored (see leafHash.ts), which keeps a tree of random keys below 100 bytes a leaf.
import { takeRegion } from "../heap";

/** Flag of a reference: it names a leaf. */
export const LEAF: u32 = 1;
/** Flag of a reference to an inner node: its hash is out of date. Then so is every hash above it. */
export const DIRTY: u32 = 2;

export const LEAF_KEY: usize = 0;
export const LEAF_VALUE: usize = 32;
const LEAF_SIZE: usize = 64;

export const NODE_HASH: usize = 0;
export const NODE_CHILDREN: usize = 32;
const NODE_SIZE: usize = 48;

/** Records are cut from slabs of one kind, so that no leaf lies across two cache lines. A multiple of both sizes. */
const SLAB: usize = 12288;

/** u32: reference of the root. */
export const ROOT = memory.data(4, 4);

let leaves: u32 = 0;
let nodes: u32 = 0;
/** Freed records, each beginning with the address of the next. */
let freeLeaf: usize = 0;
let freeNode: usize = 0;
/** What is left of the newest slab of each kind. */
let leafSlab: usize = 0;
let leafSlabEnd: usize = 0;
let nodeSlab: usize = 0;
let nodeSlabEnd: usize = 0;

/** Forgets every record; the heap has been reset. */
export function resetRecords(): void {
  store<u32>(ROOT, 0);
  leaves = 0;
  nodes = 0;
  freeLeaf = 0;
  freeNode = 0;
  leafSlab = 0;
  leafSlabEnd = 0;
  nodeSlab = 0;
  nodeSlabEnd = 0;
}

export function leafCount(): u32 {
  return leaves;
}

export function nodeCount(): u32 {
  return nodes;
}

/** Address of the record that a reference names. */
export function recordOf(reference: u32): usize {
  return <usize>(reference & ~15);
}

export function isLeaf(reference: u32): bool {
  return (reference & LEAF) != 0;
}

/** Address of the reference to child `digit` of the inner node at `node`. */
export function childSlot(node: usize, digit: usize): usize {
  return node + NODE_CHILDREN + (digit << 2);
}

/** A leaf with undefined content; 0 when memory is full. */
export function takeLeaf(): usize {
  let leaf = freeLeaf;
  if (leaf != 0) {
    freeLeaf = <usize>load<u32>(leaf);
  } else {
    if (leafSlab == leafSlabEnd) {
      const slab = takeRegion(SLAB);
      if (slab == 0) return 0;
      leafSlab = slab;
      leafSlabEnd = slab + SLAB;
    }
    leaf = leafSlab;
    leafSlab += LEAF_SIZE;
  }
  leaves++;
  return leaf;
}

export function giveLeaf(leaf: usize): void {
  store<u32>(leaf, <u32>freeLeaf);
  freeLeaf = leaf;
  leaves--;
}

/** An inner node without children; 0 when memory is full. */
export function takeNode(): usize {
  let node = freeNode;
  if (node != 0) {
    freeNode = <usize>load<u32>(node);
  } else {
    if (nodeSlab == nodeSlabEnd) {
      const slab = takeRegion(SLAB);
      if (slab == 0) return 0;
      nodeSlab = slab;
      nodeSlabEnd = slab + SLAB;
    }
    node = nodeSlab;
    nodeSlab += NODE_SIZE;
  }
  store<u64>(node, 0, NODE_CHILDREN);
  store<u64>(node, 0, NODE_CHILDREN + 8);
  nodes++;
  return node;
}

export function giveNode(node: usize): void {
  store<u32>(node, <u32>freeNode);
  freeNode = node;
  nodes--;
}
