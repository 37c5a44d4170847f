import { expect } from "chai";
import fc from "fast-check";
import { loadWasm, StateTree } from "../../../../packages/executor/src/index.js";
import {
  decodeStateProof,
  encodeStateProof,
  fromHex,
  keccak256,
  referenceStateProof,
  referenceStateRoot,
  stateDigit,
  toHex,
  updateStateProof,
  verifyStateProof,
  zeroHash,
} from "../../../../packages/protocol/src/index.js";
import type { Hex, StateLeaf } from "../../../../packages/protocol/src/index.js";
import { caught } from "../../../helpers/caught.js";
import { leafOfChange, stateChanges } from "../../../helpers/stateChanges.js";
import type { StateChange } from "../../../helpers/stateChanges.js";
import { stateKeys, stateLeaves, stateWord as word } from "../../../helpers/stateLeaves.js";

const seed = 20_261_121;
const address = (number: number): Hex => `0x${number.toString(16).padStart(40, "0")}`;

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

  it("TREE-3, TREE-20, TREE-22: equals the reference after every block and transaction, ids reused", () => {
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

  const leafRecords = (leaves: readonly StateLeaf[]) =>
    stateChanges(leaves.map((leaf) => ({ kind: "leaf", leaf }) as const));

  it("TREE-6, TREE-7, TREE-9: equals the reference for keys that share up to 255 bits, deletions included", () => {
    const property = fc.property(
      fc.array(stateLeaves(12), { minLength: 1, maxLength: 4 }),
      fc.array(stateKeys, { maxLength: 6 }),
      (blocks, others) => {
        const tree = new StateTree();
        const leaves = new Map<Hex, Hex>();
        for (const block of blocks) {
          const deleted = [...leaves.keys()].filter((_, index) => index % 3 === 0);
          tree.apply(leafRecords([...block, ...deleted.map((key) => ({ key, valueHash: zeroHash }))]));
          for (const { key, valueHash } of block) leaves.set(key, valueHash);
          for (const key of deleted) leaves.delete(key);
          const list = [...leaves].map(([key, valueHash]) => ({ key, valueHash }));
          expect(tree.root()).to.equal(referenceStateRoot(list));
          for (const key of [...leaves.keys(), ...others]) {
            expect(toHex(tree.prove(key))).to.equal(toHex(encodeStateProof(referenceStateProof(list, key))));
            expect(toHex(tree.proveRemoval(key))).to.equal(
              toHex(encodeStateProof(referenceStateProof(list, key, true))),
            );
          }
        }
        tree.apply(leafRecords([...leaves.keys()].map((key) => ({ key, valueHash: zeroHash }))));
        expect([tree.root(), tree.leaves, tree.innerNodes]).to.deep.equal([zeroHash, 0, 0]);
      },
    );
    fc.assert(property, { seed, numRuns: 20 });
  });

  it("TREE-18, TREE-19: updates computed from its proofs give its next roots", () => {
    const keys = Array.from({ length: 300 }, (_, index) => keccak256(fromHex(word(index))));
    const tree = new StateTree();
    tree.apply(leafRecords(keys.slice(0, 200).map((key) => ({ key, valueHash: word(1) }))));
    keys.forEach((key, index) => {
      const leaf = { key, valueHash: word((index * 7) % 3) };
      const next = updateStateProof(tree.root(), decodeStateProof(tree.proveRemoval(key)), leaf);
      tree.apply(leafRecords([leaf]));
      expect(tree.root()).to.equal(next);
    });
  });

  it("TREE-9: deleting an absent leaf and writing an equal value change and hash nothing", () => {
    const [a, b, c] = [1, 2, 3].map((number) => keccak256(fromHex(word(number)))) as [Hex, Hex, Hex];
    const tree = new StateTree();
    const leaves = [a, b].map((key) => ({ key, valueHash: word(5) }));
    tree.apply(leafRecords(leaves));
    const before = [tree.root(), tree.hashedNodes, tree.bytes];
    tree.apply(leafRecords([...leaves, { key: c, valueHash: zeroHash }]));
    expect([tree.root(), tree.hashedNodes, tree.bytes]).to.deep.equal(before);
  });

  it("TREE-24: hashes each inner node above a change once", () => {
    const keys = Array.from({ length: 500 }, (_, index) => keccak256(fromHex(word(index))));
    const tree = new StateTree();
    tree.apply(leafRecords(keys.map((key) => ({ key, valueHash: word(1) }))));
    tree.root();
    expect(tree.hashedNodes).to.equal(tree.innerNodes);
    const before = tree.hashedNodes;
    const changed = keys.slice(0, 60);
    const twice = [2, 3].flatMap((value) => changed.map((key) => ({ key, valueHash: word(value) })));
    tree.apply(leafRecords(twice));
    tree.root();
    const above = new Set(
      changed.flatMap((key) => {
        const digits = Array.from({ length: 128 }, (_, level) => String(stateDigit(key, level))).join("");
        const depth = tree.prove(key)[0] ?? 0;
        return Array.from({ length: depth }, (_, level) => digits.slice(0, level));
      }),
    );
    expect(tree.hashedNodes - before).to.equal(above.size);
    tree.root();
    expect(tree.hashedNodes - before).to.equal(above.size);
  });

  describe("more inner nodes to hash than are listed at once", () => {
    const random = (number: number) => BigInt(keccak256(fromHex(word(number))));
    const leafAt = (key: bigint): StateLeaf => ({
      key: `0x${key.toString(16).padStart(64, "0")}`,
      valueHash: word(1),
    });

    function expectHashedOnce(leaves: readonly StateLeaf[]): void {
      const tree = new StateTree();
      tree.apply(leafRecords(leaves));
      expect(tree.root()).to.equal(referenceStateRoot(leaves));
      expect(tree.hashedNodes).to.equal(tree.innerNodes);
      expect(tree.innerNodes).to.be.greaterThan(4_096 + 128);
    }

    it("TREE-7, TREE-24: hashes a bushy subtree", () => {
      expectHashedOnce(Array.from({ length: 14_000 }, (_, index) => leafAt(random(index) >> 6n)));
    });

    it("TREE-7, TREE-24: hashes a subtree that on every level has branches down to the last", () => {
      const spine = random(0);
      const leaves = Array.from({ length: 120 * 3 }, (_, index) => {
        const shift = 254n - 2n * BigInt(Math.floor(index / 3));
        const digit = ((spine >> shift) + BigInt(1 + (index % 3))) & 3n;
        const above = ((spine >> (shift + 2n)) << 2n) | digit;
        const branch = (above << shift) | (random(1 + index) & ((1n << shift) - 1n) & ~3n);
        return [leafAt(branch), leafAt(branch | 1n)];
      });
      expectHashedOnce([leafAt(spine), ...leaves.flat()]);
    });
  });

  it("TREE-21: an index given to another account or slot changes that one", () => {
    const tree = new StateTree();
    const at = (number: number, value: number): StateChange[] => [
      { kind: "slot", id: 9, address: address(1), slot: word(number), value: word(value) },
      {
        kind: "account",
        id: 9,
        address: address(number),
        account: { nonce: 0n, balance: 1n, codeHash: word(1) },
      },
    ];
    const list = [...at(1, 1), ...at(2, 1), ...at(1, 2)];
    for (const change of list) tree.apply(stateChanges([change]));
    expect(tree.root()).to.equal(rootOf(leavesAfter(list)));
    expect(tree.leaves).to.equal(4);
  });

  describe("memory", () => {
    const maximum = 16 * 2 ** 20;
    const many = (from: number, count: number) =>
      leafRecords(
        Array.from({ length: count }, (_, index) => ({
          key: keccak256(fromHex(word(from + index))),
          valueHash: word(1),
        })),
      );

    it("TREE-23: a block that does not fit leaves root, proofs and counters as they were", () => {
      const tree = new StateTree(maximum);
      const key = keccak256(fromHex(word(0)));
      let count = 0;
      let error;
      let before: unknown[] = [];
      const state = () => [tree.root(), tree.leaves, tree.innerNodes, toHex(tree.prove(key))];
      while (error === undefined && count < 200_000) {
        before = state();
        const removed = { key: keccak256(fromHex(word(Math.floor(count / 2)))), valueHash: zeroHash };
        const changes = [many(count, 2_500), leafRecords([removed]), many(1_000_000 + count, 2_500)];
        try {
          tree.apply(Buffer.concat(changes));
          count += 2_500;
        } catch {
          error = caught(() => tree.apply(Buffer.concat(changes)));
        }
      }
      expect(error?.code).to.equal("STATE_CAPACITY_EXCEEDED");
      expect(state()).to.deep.equal(before);
      expect(tree.bytes).to.be.at.most(maximum);
      const absent = many(0, 2_500);
      for (let at = 40; at < absent.length; at += 72) absent.fill(0, at, at + 32);
      tree.apply(absent);
      tree.apply(many(0, 2_000));
      expect(tree.leaves).to.be.greaterThan(2_000);
    });

    it("TREE-23: a tree that is often full equals one that never is", () => {
      const wide = new StateTree();
      const narrow = new StateTree(wide.bytes + 3 * 65_536);
      const keys: Hex[] = [];
      let refused = 0;
      const block = fc.array(fc.tuple(stateKeys, fc.nat(9), fc.nat(2)), { minLength: 20, maxLength: 160 });
      for (const changes of fc.sample(block, { seed, numRuns: 150 })) {
        const leaves = changes.map(([key, choice, value]) => ({
          // Every other change is of a key that was given before.
          key: choice < 5 ? (keys[Math.imul(keys.length, choice + 7) % (keys.length + 1)] ?? key) : key,
          valueHash: word(value),
        }));
        try {
          narrow.apply(leafRecords(leaves));
          wide.apply(leafRecords(leaves));
          keys.push(...leaves.map(({ key }) => key));
        } catch (error) {
          expect(error).to.have.property("code", "STATE_CAPACITY_EXCEEDED");
          refused++;
        }
        expect(narrow.root()).to.equal(wide.root());
        expect([narrow.leaves, narrow.innerNodes]).to.deep.equal([wide.leaves, wide.innerNodes]);
      }
      expect(refused).to.be.within(10, 140);
    });

    it("TREE-23: malformed records leave the tree as it was", () => {
      const tree = new StateTree();
      tree.apply(many(0, 20));
      const before = tree.root();
      const good = stateChanges([
        { kind: "slot", id: 0, address: address(1), slot: word(1), value: word(1) },
        { kind: "end", id: 0 },
      ]);
      const tails = [
        Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0),
        Uint8Array.of(1, 0, 0, 0),
        Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0),
        new Uint8Array(64).fill(255).fill(0, 1, 4).fill(3, 0, 1),
      ];
      for (const tail of tails) {
        const error = caught(() => tree.apply(Buffer.concat([good, tail])));
        expect(error.code).to.equal("STATE_CHANGES_INVALID");
        expect(tree.root()).to.equal(before);
        expect(tree.roots()).to.deep.equal([]);
      }
    });

    it("TREE-23: a tree that may use too little memory is refused at once", () => {
      expect(caught(() => new StateTree(2 ** 20)).code).to.equal("STATE_CAPACITY_EXCEEDED");
    });

    it("TREE-25: takes at most 100 bytes a leaf beside its fixed tables and the buffer of records", () => {
      const tree = new StateTree();
      const records = leafRecords(Array<StateLeaf>(1_000).fill({ key: zeroHash, valueHash: word(1) }));
      let state = seed;
      const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
      tree.apply(records);
      const before = tree.bytes;
      for (let block = 0; block < 40; block++) {
        const view = new DataView(records.buffer);
        for (let at = 8; at < records.length; at += 72) {
          for (let offset = 0; offset < 32; offset += 4) view.setUint32(at + offset, next());
        }
        tree.apply(records);
      }
      expect(tree.leaves).to.equal(40_001);
      expect((tree.bytes - before) / tree.leaves).to.be.at.most(100);
    });
  });

  it("says how to build what is not built", () => {
    const error = caught(() => loadWasm("commit", new URL("file:///nowhere/")));
    expect(error.code).to.equal("EXECUTOR_NOT_BUILT");
    expect(error.message).to.contain("npm run build:wasm");
  });
});
