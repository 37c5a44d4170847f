import { PersistentTree } from "@muniment/executor";
import {
  encodeStateProof,
  type Hex,
  referenceStateProof,
  referenceStateRoot,
  type StateLeaf,
  updateStateProof,
  zeroHash,
} from "@muniment/protocol";
import { expect } from "chai";
import fc from "fast-check";
import { caught } from "../../../helpers/caught.js";

const seed = 20_261_122;

/** Few keys, which share digits at their beginning, at their end or all along. */
const key: fc.Arbitrary<Hex> = fc
  .tuple(fc.constantFrom("00", "01", "04", "40", "c3"), fc.constantFrom("00", "01", "80"))
  .map(([first, last]): Hex => `0x${first}${"00".repeat(30)}${last}`);
const valueHash: fc.Arbitrary<Hex> = fc
  .nat(3)
  .map((value): Hex => `0x${value.toString(16).padStart(64, "0")}`);
const leaf: fc.Arbitrary<StateLeaf> = fc.record({ key, valueHash });

function listOf(leaves: ReadonlyMap<Hex, Hex>): StateLeaf[] {
  return [...leaves].map(([of, value]) => ({ key: of, valueHash: value }));
}

/** The leaves after changes, each change made on the tree and by the proof of its moment. */
function expectChanges(
  tree: PersistentTree,
  before: ReadonlyMap<Hex, Hex>,
  changes: readonly StateLeaf[],
): void {
  const leaves = new Map(before);
  let now = tree;
  for (const change of changes) {
    const proof = now.prove(change.key, true);
    const expected = referenceStateProof(listOf(leaves), change.key, true);
    expect(encodeStateProof(proof)).to.deep.equal(encodeStateProof(expected));
    expect(now.get(change.key)).to.equal(leaves.get(change.key) ?? zeroHash);
    const next = now.set(change.key, change.valueHash);
    expect(next.root()).to.equal(updateStateProof(now.root(), proof, change));
    leaves.set(change.key, change.valueHash);
    expect(next.root()).to.equal(referenceStateRoot(listOf(leaves)));
    expect(encodeStateProof(next.prove(change.key))).to.deep.equal(
      encodeStateProof(referenceStateProof(listOf(leaves), change.key)),
    );
    now = next;
  }
}

const given = fc.tuple(fc.array(leaf, { maxLength: 12 }), fc.array(leaf, { maxLength: 24 }));

describe("PersistentTree", () => {
  it("TREE-4 to TREE-9, TREE-15 to TREE-19: fed whole, it has the reference's roots and proofs after every change", () => {
    fc.assert(
      fc.property(given, ([first, changes]) => {
        const leaves = new Map(first.map((each) => [each.key, each.valueHash]));
        expectChanges(PersistentTree.of(listOf(leaves)), leaves, changes);
      }),
      { seed, numRuns: 40 },
    );
  });

  it("TREE-9, TREE-15 to TREE-19: fed by proofs of what is touched alone, it has the same", () => {
    fc.assert(
      fc.property(given, ([first, changes]) => {
        const leaves = new Map(first.map((each) => [each.key, each.valueHash]));
        const list = listOf(leaves);
        const tree = PersistentTree.under(referenceStateRoot(list), (of) => referenceStateProof(list, of));
        expectChanges(tree, leaves, changes);
      }),
      { seed, numRuns: 40 },
    );
  });

  it("keeps every tree as it was when another is made of it", () => {
    const first = PersistentTree.of([{ key: `0x${"11".repeat(32)}`, valueHash: `0x${"22".repeat(32)}` }]);
    const root = first.root();
    const second = first.set(`0x${"12".repeat(32)}`, `0x${"33".repeat(32)}`);
    expect(second.set(`0x${"12".repeat(32)}`, zeroHash).root()).to.equal(root);
    expect([first.root(), PersistentTree.empty.root()]).to.deep.equal([root, zeroHash]);
    expect(second.root()).to.not.equal(root);
  });

  it("refuses proofs that are of another tree", () => {
    const list: StateLeaf[] = [{ key: `0x${"11".repeat(32)}`, valueHash: `0x${"22".repeat(32)}` }];
    const tree = PersistentTree.under(`0x${"99".repeat(32)}`, (of) => referenceStateProof(list, of));
    expect(caught(() => tree.get(`0x${"11".repeat(32)}`)).code).to.equal("STATE_PROOF_INVALID");
  });
});
