import { AbiCoder, concat, keccak256, ZeroHash } from "ethers";

/** A message between the chains (BRIDGE-1). */
export interface BridgeMessage {
  readonly lane: number;
  readonly place: number;
  readonly sender: string;
  readonly target: string;
  readonly gasLimit: number;
  readonly data: string;
}

const levels = 40;

/** BRIDGE-1, written out once more. */
export function messageLeaf({ lane, place, sender, target, gasLimit, data }: BridgeMessage): string {
  const inner = keccak256(
    AbiCoder.defaultAbiCoder().encode(
      ["uint32", "uint64", "address", "address", "uint64", "bytes32"],
      [lane, place, sender, target, gasLimit, keccak256(data)],
    ),
  );
  return keccak256(concat(["0x00", inner]));
}

/** BRIDGE-2: the root of the tree with these leaves, and the siblings of each place. */
export function messageTree(leaves: readonly string[]): {
  readonly root: string;
  siblingsOf(place: number): string[];
} {
  const rows: string[][] = [[...leaves]];
  const empty = [ZeroHash];
  for (let level = 0; level < levels; level++) {
    const row = rows[level]!;
    const zero = empty[level]!;
    empty.push(node(zero, zero));
    const above: string[] = [];
    for (let i = 0; i < row.length; i += 2) above.push(node(row[i]!, row[i + 1] ?? zero));
    rows.push(above);
  }
  return {
    root: rows[levels]![0] ?? empty[levels]!,
    // Above the height of what there is all siblings are absent.
    siblingsOf: (place) =>
      Array.from({ length: Math.ceil(Math.log2(Math.max(leaves.length, 1))) }, (_, level) => {
        const index = Math.floor(place / 2 ** level);
        return rows[level]![index % 2 === 0 ? index + 1 : index - 1] ?? empty[level]!;
      }),
  };
}

/** The root that a leaf at a place gives with these siblings, above which all subtrees are absent. */
export function messageRootOf(leaf: string, place: number, siblings: readonly string[]): string {
  let [root, empty] = [leaf, ZeroHash];
  for (let level = 0; level < levels; level++) {
    const beside = siblings[level] ?? empty;
    root = Math.floor(place / 2 ** level) % 2 === 1 ? node(beside, root) : node(root, beside);
    empty = node(empty, empty);
  }
  return root;
}

function node(left: string, right: string): string {
  return keccak256(concat(["0x01", left, right]));
}
