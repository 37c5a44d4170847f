// Leaves and inner nodes of the state tree in memory.
//
// A *reference* is the address of a record, which is a multiple of 16, with two flags in its lowest bits; 0 is an empty
// child. A leaf holds its key and value hash, 64 bytes. An inner node holds four references and the hashes of those
// children that are inner nodes, ascending: a node is hashed from one place in memory. The hash of a leaf is not stored
// (see leafHash.ts), which keeps a tree of random keys below 100 bytes a leaf.
import { takeRegion } from "../heap";

/** Flag of a reference: it names a leaf. */
export const LEAF: u32 = 1;
/** Flag of a reference to an inner node: its hash is out of date. Then so is every hash above it. */
export const DIRTY: u32 = 2;

export const LEAF_KEY: usize = 0;
export const LEAF_VALUE: usize = 32;
const LEAF_SIZE: usize = 64;

/** The four references of an inner node come first. */
const NODE_HASHES: usize = 16;
/** Inner nodes have 0 … 4 children that are inner nodes. */
const NODE_CLASSES: usize = 5;

/** Records are cut from slabs of one kind, so that no leaf lies across two cache lines. */
const SLAB: usize = 12288;

/** u32: reference of the root. */
export const ROOT = memory.data(4, 4);
/** Its hash, if the root is an inner node that is not dirty. */
export const ROOT_HASH = memory.data(32, 8);

let leaves: u32 = 0;
let nodes: u32 = 0;
/** Freed leaves, each beginning with the address of the next. */
let freeLeaf: usize = 0;
/** u32 each: freed inner nodes, by their number of children that are inner nodes. */
const FREE_NODES = memory.data(20, 4);
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
  memory.fill(FREE_NODES, 0, NODE_CLASSES << 2);
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

export function isInner(reference: u32): bool {
  return reference != 0 && (reference & LEAF) == 0;
}

/** Address of the reference to child `digit` of the inner node at `node`. */
export function childSlot(node: usize, digit: usize): usize {
  return node + (digit << 2);
}

/** How many of the children below `digit`, 0 … 4, of the inner node at `node` are inner nodes. */
export function innersBelow(node: usize, digit: usize): usize {
  let inners: usize = 0;
  for (let i: usize = 0; i < digit; i++) inners += <usize>isInner(load<u32>(childSlot(node, i)));
  return inners;
}

/** Address of the first hash in the inner node at `node`; the others follow. */
export function hashesOf(node: usize): usize {
  return node + NODE_HASHES;
}

/** Bytes of an inner node. `inners`: its children that are inner nodes. */
export function nodeSize(inners: usize): usize {
  return NODE_HASHES + (inners << 5);
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

/** An inner node with undefined content and room for the hashes of `inners` children; 0 when memory is full. */
export function takeNode(inners: usize): usize {
  const free = FREE_NODES + (inners << 2);
  let node = <usize>load<u32>(free);
  if (node != 0) {
    store<u32>(free, load<u32>(node));
  } else {
    node = cutNode(nodeSize(inners));
    if (node == 0) return 0;
  }
  nodes++;
  return node;
}

export function giveNode(node: usize, inners: usize): void {
  freePiece(node, inners);
  nodes--;
}

function freePiece(node: usize, inners: usize): void {
  const free = FREE_NODES + (inners << 2);
  store<u32>(node, load<u32>(free));
  store<u32>(free, <u32>node);
}

/** Cuts a record from the newest slab; what a full slab has left becomes inner nodes of the smallest size. */
function cutNode(size: usize): usize {
  if (nodeSlabEnd - nodeSlab < size) {
    const slab = takeRegion(SLAB);
    if (slab == 0) return 0;
    for (; nodeSlab < nodeSlabEnd; nodeSlab += NODE_HASHES) freePiece(nodeSlab, 0);
    nodeSlab = slab;
    nodeSlabEnd = slab + SLAB;
  }
  const node = nodeSlab;
  nodeSlab += size;
  return node;
}
