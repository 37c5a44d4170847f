import { expect } from "chai";
import fc from "fast-check";
import { StateTree } from "../../../../packages/executor/src/index.js";
import {
  decodeStateProof,
  referenceStateRoot,
  verifyStateProof,
  zeroHash,
} from "../../../../packages/protocol/src/index.js";
import type { Hex } from "../../../../packages/protocol/src/index.js";
import { leafOfChange, stateChanges } from "../../../helpers/stateChanges.js";
import type { StateChange } from "../../../helpers/stateChanges.js";

const seed = 20_261_121;
const address = (number: number): Hex => `0x${number.toString(16).padStart(40, "0")}`;
const word = (number: number): Hex => `0x${number.toString(16).padStart(64, "0")}`;

/** Few addresses and slots, so that changes meet; ids are drawn apart from them, so that they are reused. */
const changes = fc.oneof(
  fc.record({
    kind: fc.constant("account" as const),
    id: fc.nat(3),
    address: fc.nat(40).map(address),
    account: fc.option(
      fc.record({
        nonce: fc.bigInt({ min: 0n, max: 3n }),
        balance: fc.bigInt({ min: 0n, max: 2n }),
        codeHash: fc.constantFrom(word(1), word(2)),
      }),
      { nil: undefined },
    ),
  }),
  fc.record({
    kind: fc.constant("slot" as const),
    id: fc.nat(3),
    address: fc.nat(5).map(address),
    slot: fc.nat(40).map(word),
    value: fc.nat(3).map(word),
  }),
  fc.record({ kind: fc.constant("code" as const), id: fc.nat(3), code: fc.uint8Array({ maxLength: 60 }) }),
  fc.record({ kind: fc.constant("end" as const), id: fc.nat(100) }),
) as fc.Arbitrary<StateChange>;

/** The leaves after changes, by key. */
function leavesAfter(list: readonly StateChange[], before: ReadonlyMap<Hex, Hex> = new Map()): Map<Hex, Hex> {
  const leaves = new Map(before);
  for (const change of list) {
    const leaf = leafOfChange(change);
    if (leaf === undefined) continue;
    if (leaf.valueHash === zeroHash) leaves.delete(leaf.key);
    else leaves.set(leaf.key, leaf.valueHash);
  }
  return leaves;
}

const rootOf = (leaves: ReadonlyMap<Hex, Hex>): Hex =>
  referenceStateRoot([...leaves].map(([key, valueHash]) => ({ key, valueHash })));

describe("executor > StateTree", () => {
  it("TREE-5, TREE-9: has the root zero without leaves", () => {
    const tree = new StateTree();
    expect(tree.root()).to.equal(zeroHash);
    expect(tree.leaves).to.equal(0);
  });

  it("TREE-20, TREE-22: equals the reference after every block and transaction, ids reused", () => {
    fc.assert(
      fc.property(fc.array(fc.array(changes, { maxLength: 60 }), { maxLength: 6 }), (blocks) => {
        const tree = new StateTree();
        let leaves = new Map<Hex, Hex>();
        for (const block of blocks) {
          const roots = block.flatMap((change, index) =>
            change.kind === "end" ? [rootOf(leavesAfter(block.slice(0, index), leaves))] : [],
          );
          leaves = leavesAfter(block, leaves);
          tree.apply(stateChanges(block));
          expect(tree.roots()).to.deep.equal(roots);
          expect(tree.root()).to.equal(rootOf(leaves));
          expect(tree.leaves).to.equal(leaves.size);
        }
      }),
      { seed, numRuns: 60 },
    );
  });

  it("TREE-15, TREE-16: proves every key, present or absent", () => {
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 120 }), (list) => {
        const tree = new StateTree();
        tree.apply(stateChanges(list));
        const leaves = leavesAfter(list);
        const root = tree.root();
        for (const change of list) {
          const key = leafOfChange(change)?.key;
          if (key === undefined) continue;
          const proof = decodeStateProof(tree.prove(key));
          expect(verifyStateProof(root, key, proof)).to.equal(leaves.get(key) ?? zeroHash);
        }
      }),
      { seed, numRuns: 30 },
    );
  });
});
