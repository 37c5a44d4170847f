import { leafHash, nodeHash, ProtocolError, stateDigit, zeroHash } from "@muniment/protocol";
import type { Hex, StateChildren, StateLeaf, StateProof, StateProofEnd } from "@muniment/protocol";

/** The proof of any key under the root that a tree began with. */
export type StateProver = (key: Hex) => StateProof;

interface Leaf extends StateLeaf {
  readonly kind: "leaf";
  hash?: Hex;
}

interface Inner {
  readonly kind: "inner";
  readonly children: Children;
  hash?: Hex;
}

/** A subtree of which only the hash is known until somebody goes there. */
interface Hidden {
  readonly kind: "hidden";
  readonly hash: Hex;
  readonly prove: StateProver;
  opened?: Leaf | Inner;
}

type Node = Leaf | Inner | Hidden | undefined;
type Children = readonly [Node, Node, Node, Node];

const digits = [0, 1, 2, 3] as const;

/**
 * A state tree that never changes: a new value gives a new tree, which shares with the old one what is the same
 * (spec/state.md). It is fed whole, or lazily by proofs, and then holds only what was touched.
 */
export class PersistentTree {
  static readonly empty = new PersistentTree(undefined);

  readonly #top: Node;

  private constructor(top: Node) {
    this.#top = top;
  }

  /** @param leaves Distinct keys. */
  static of(leaves: Iterable<StateLeaf>): PersistentTree {
    let tree = PersistentTree.empty;
    for (const { key, valueHash } of leaves) tree = tree.set(key, valueHash);
    return tree;
  }

  /**
   * The tree under a root, of which nothing else is known yet.
   * @param prove Proofs under this root; each is verified.
   */
  static under(root: Hex, prove: StateProver): PersistentTree {
    return new PersistentTree(root === zeroHash ? undefined : { kind: "hidden", hash: root, prove });
  }

  root(): Hex {
    return hashOf(this.#top);
  }

  /** A key's value hash; zeroHash when it is absent. @throws STATE_PROOF_INVALID */
  get(key: Hex): Hex {
    let node = this.#top;
    for (let level = 0; ; level++) {
      const open = opened(node, key, level);
      if (open === undefined) return zeroHash;
      if (open.kind === "leaf") return open.key === key ? open.valueHash : zeroHash;
      node = childOf(open, key, level);
    }
  }

  /** The tree in which a key has another value hash; zeroHash removes it. @throws STATE_PROOF_INVALID */
  set(key: Hex, valueHash: Hex): PersistentTree {
    const top =
      valueHash === zeroHash
        ? remove(this.#top, key, 0)
        : put(this.#top, { kind: "leaf", key, valueHash }, 0);
    return top === this.#top ? this : new PersistentTree(top);
  }

  /**
   * The proof that a key has its value hash, or that it is absent.
   * @param isRemoval Whether to open a lone sibling of the key's leaf (TREE-19).
   * @throws STATE_PROOF_INVALID
   */
  prove(key: Hex, isRemoval = false): StateProof {
    const levels: StateChildren[] = [];
    let node = this.#top;
    let siblings: { node: Node; digit: number }[] = [];
    for (let level = 0; ; level++) {
      const open = opened(node, key, level);
      if (open?.kind !== "inner") {
        const end = endOf(open, key);
        const [lone, another] = siblings;
        if (!isRemoval || end.kind !== "own" || lone === undefined || another !== undefined) {
          return { levels, end };
        }
        return { levels, end: openSibling(end.valueHash, lone, pathTo(key, level - 1, lone.digit), level) };
      }
      const own = stateDigit(key, level);
      const hash = (digit: 0 | 1 | 2 | 3): Hex => (digit === own ? zeroHash : hashOf(open.children[digit]));
      levels.push([hash(0), hash(1), hash(2), hash(3)]);
      siblings = digits
        .filter((digit) => digit !== own && open.children[digit] !== undefined)
        .map((digit) => ({ node: open.children[digit], digit }));
      node = childOf(open, key, level);
    }
  }
}

function hashOf(node: Node): Hex {
  if (node === undefined) return zeroHash;
  if (node.kind === "hidden") return node.hash;
  node.hash ??=
    node.kind === "leaf" ? leafHash(node) : nodeHash(node.children.map(hashOf) as unknown as StateChildren);
  return node.hash;
}

function childOf({ children }: Inner, key: Hex, level: number): Node {
  return children[stateDigit(key, level) as 0 | 1 | 2 | 3];
}

function withChild({ children }: Inner, digit: number, child: Node): Inner {
  const changed = [...children] as [Node, Node, Node, Node];
  changed[digit] = child;
  return { kind: "inner", children: changed };
}

/** What a node is, fetched by the proof of a key whose path leads through it. */
function opened(node: Node, key: Hex, level: number): Leaf | Inner | undefined {
  if (node?.kind !== "hidden") return node;
  if (node.opened !== undefined) return node.opened;
  const proof = node.prove(key);
  const built = build(proof, key, level, node.prove);
  if (built === undefined || built.kind === "hidden" || hashOf(built) !== node.hash) {
    throw new ProtocolError("STATE_PROOF_INVALID", {
      problem: "it is not of the tree that it was asked for",
    });
  }
  node.opened = built;
  return built;
}

/** The part of the tree that a proof shows, from a level on. */
function build(proof: StateProof, key: Hex, level: number, prove: StateProver): Node {
  const siblings = proof.levels[level];
  if (siblings === undefined) {
    const { end } = proof;
    if (end.kind === "empty") return undefined;
    return end.kind === "other"
      ? { kind: "leaf", ...end.leaf }
      : { kind: "leaf", key, valueHash: end.valueHash };
  }
  const hidden = (hash: Hex): Node => (hash === zeroHash ? undefined : { kind: "hidden", hash, prove });
  const inner: Inner = { kind: "inner", children: siblings.map(hidden) as unknown as Children };
  return withChild(inner, stateDigit(key, level), build(proof, key, level + 1, prove));
}

function put(node: Node, leaf: Leaf, level: number): Node {
  const open = opened(node, leaf.key, level);
  if (open === undefined) return leaf;
  if (open.kind === "inner") {
    const before = childOf(open, leaf.key, level);
    const after = put(before, leaf, level + 1);
    return after === before ? node : withChild(open, stateDigit(leaf.key, level), after);
  }
  if (open.key === leaf.key) return open.valueHash === leaf.valueHash ? node : leaf;
  const alone: Inner = { kind: "inner", children: [undefined, undefined, undefined, undefined] };
  return put(withChild(alone, stateDigit(open.key, level), open), leaf, level);
}

function remove(node: Node, key: Hex, level: number): Node {
  const open = opened(node, key, level);
  if (open === undefined) return node;
  if (open.kind === "leaf") return open.key === key ? undefined : node;
  const digit = stateDigit(key, level);
  const before = childOf(open, key, level);
  const after = remove(before, key, level + 1);
  if (after === before) return node;
  const changed = withChild(open, digit, after);
  const [lone, another] = digits.filter((child) => changed.children[child] !== undefined);
  if (lone === undefined || another !== undefined) return changed;
  const only = opened(changed.children[lone], pathTo(key, level, lone), level + 1);
  // A leaf that is left alone moves up; an inner node stays where it is (TREE-9).
  return only?.kind === "leaf" ? only : changed;
}

/** A key whose path goes with another's to a level, and there to a child. */
function pathTo(key: Hex, level: number, digit: number): Hex {
  const at = 2 + (level >> 1);
  const nibble = Number.parseInt(key.charAt(at), 16);
  const changed = (level & 1) === 0 ? (digit << 2) | (nibble & 3) : (nibble & 12) | digit;
  return `${key.slice(0, at)}${changed.toString(16)}${key.slice(at + 1)}` as Hex;
}

function endOf(leaf: Leaf | undefined, key: Hex): StateProofEnd {
  if (leaf === undefined) return { kind: "empty" };
  if (leaf.key !== key) return { kind: "other", leaf: { key: leaf.key, valueHash: leaf.valueHash } };
  return { kind: "own", valueHash: leaf.valueHash };
}

function openSibling(valueHash: Hex, lone: { node: Node }, path: Hex, level: number): StateProofEnd {
  const sibling = opened(lone.node, path, level) as Leaf | Inner;
  if (sibling.kind === "leaf") {
    return { kind: "ownBesideLeaf", valueHash, sibling: { key: sibling.key, valueHash: sibling.valueHash } };
  }
  const children = sibling.children.map(hashOf) as unknown as StateChildren;
  return { kind: "ownBesideNode", valueHash, sibling: children };
}
