import { permute } from "@zkpassport/poseidon2";
import { expect } from "chai";
import fc from "fast-check";
import {
  eligibilityLeaf,
  fieldHash,
  fieldModulus,
  hashTags,
  HolderTree,
  isInJurisdictions,
  jurisdictionSet,
  keyOf,
  nullifierLeaf,
  NullifierTree,
  quadRoot,
  QuadTree,
  rulesLeaf,
  RulesTree,
  treeDepths,
} from "@muniment/protocol";
import { caught } from "../../helpers/caught.js";

const seed = 20261122;
const end = 1n << 248n;
const node = (children: bigint[]) =>
  ((permute([...children])[0] as bigint) + (children[0] as bigint)) % fieldModulus;

/** The root by the definition, from all leaves. */
function plainRoot(leaves: readonly bigint[]): bigint {
  let level = [...leaves];
  while (level.length > 1) {
    level = Array.from({ length: level.length / 4 }, (_, place) =>
      node(level.slice(4 * place, 4 * place + 4)),
    );
  }
  return level[0] as bigint;
}

describe("protocol > settlement > trees", () => {
  describe("QuadTree", () => {
    const changes = fc.array(
      fc.record({ index: fc.nat(63), leaf: fc.bigInt({ min: 0n, max: fieldModulus - 1n }) }),
      {
        maxLength: 12,
      },
    );

    it("SETTLE-25: root and paths are those of all leaves", () => {
      fc.assert(
        fc.property(changes, fc.nat(63), (written, asked) => {
          const tree = new QuadTree(3);
          const leaves = new Array<bigint>(64).fill(0n);
          for (const { index, leaf } of written) {
            tree.set(BigInt(index), leaf);
            leaves[index] = leaf;
          }
          expect(tree.root).to.equal(plainRoot(leaves));
          const path = tree.path(BigInt(asked));
          expect(quadRoot(leaves[asked] as bigint, path)).to.equal(tree.root);
          expect(quadRoot((leaves[asked] as bigint) + 1n, path)).to.equal(undefined);
          expect(quadRoot(leaves[asked] as bigint, { ...path, index: path.index + 64n })).to.equal(undefined);
        }),
        { seed, numRuns: 40 },
      );
    });

    it("SETTLE-25: leaves side by side make the root that they make one by one", () => {
      const [one, other] = [new QuadTree(3), new QuadTree(3)];
      const leaves = Array.from({ length: 21 }, (_, place) => BigInt(place + 1));
      one.setAll(11n, leaves);
      leaves.forEach((leaf, place) => other.set(BigInt(11 + place), leaf));
      expect(one.root).to.equal(other.root);
      expect(one.leaf(31n)).to.equal(21n);
      one.setAll(3n, []);
      expect(one.root).to.equal(other.root);
    });

    it("SETTLE-25: a subtree's path begins above it", () => {
      const tree = new QuadTree(3);
      tree.setAll(16n, [1n, 2n, 3n, 4n, 5n]);
      const subtree = plainRoot([1n, 2n, 3n, 4n, 5n, ...new Array<bigint>(11).fill(0n)]);
      expect(quadRoot(subtree, tree.path(1n, 2))).to.equal(tree.root);
    });

    it("SETTLE-25: an index is within the tree", () => {
      const tree = new QuadTree(2);
      for (const index of [-1n, 16n]) {
        expect(caught(() => tree.set(index, 1n)).code).to.equal("TREE_INDEX_INVALID");
        expect(caught(() => tree.path(index)).code).to.equal("TREE_INDEX_INVALID");
        expect(caught(() => tree.leaf(index)).code).to.equal("TREE_INDEX_INVALID");
      }
      expect(caught(() => tree.setAll(15n, [1n, 2n])).code).to.equal("TREE_INDEX_INVALID");
      expect(tree.root).to.equal(new QuadTree(2).root);
      expect(treeDepths).to.deep.equal({ notes: 16, nullifiers: 16, eligibility: 10, rules: 7 });
    });
  });

  describe("NullifierTree", () => {
    const values = fc.uniqueArray(fc.bigInt({ min: 1n, max: end - 1n }), { minLength: 1, maxLength: 24 });

    it("SETTLE-26: begins with the sentinel", () => {
      const tree = new QuadTree(treeDepths.nullifiers);
      tree.set(0n, fieldHash(hashTags.nullifierLeaf, [0n, end]));
      expect(new NullifierTree().root).to.equal(tree.root);
      expect(nullifierLeaf(0n, end)).to.equal(fieldHash(hashTags.nullifierLeaf, [0n, end]));
    });

    it("SETTLE-27: after any batches the leaves link all values in ascending order", () => {
      fc.assert(
        fc.property(values, values, (first, second) => {
          const rest = second.filter((value) => !first.includes(value));
          const tree = new NullifierTree();
          const expected = new QuadTree(treeDepths.nullifiers);
          const places: [bigint, bigint][] = [[0n, 0n]];
          let start = 64n;
          for (const batch of [first, rest].filter(({ length }) => length > 0)) {
            tree.insert(batch, start, 3);
            const sorted = [...batch].sort((one, other) => (one < other ? -1 : 1));
            sorted.forEach((value, place) => places.push([value, start + BigInt(place)]));
            start += 64n;
          }
          places.sort(([one], [other]) => (one < other ? -1 : 1));
          places.forEach(([value, index], place) =>
            expected.set(index, nullifierLeaf(value, places[place + 1]?.[0] ?? end)),
          );
          expect(tree.root).to.equal(expected.root);
        }),
        { seed, numRuns: 20 },
      );
    });

    it("SETTLE-27: each insertion shows the leaf before its gap in the tree as it is by then", () => {
      fc.assert(
        fc.property(values, values, (first, second) => {
          const tree = new NullifierTree();
          const before = second.filter((value) => !first.includes(value));
          if (before.length > 0) tree.insert(before, 64n, 3);
          let root = tree.root;
          const { insertions, path } = tree.insert(first, 128n, 3);
          expect(insertions.map(({ place }) => place).sort((one, other) => one - other)).to.deep.equal(
            first.map((_, place) => place),
          );
          for (const { place, isSameGap, value, next, path: low } of insertions) {
            if (isSameGap) continue;
            const nullifier = first[place] as bigint;
            expect(quadRoot(nullifierLeaf(value, next), low)).to.equal(root);
            expect(value < nullifier && nullifier < next).to.equal(true);
            root = quadRoot(
              nullifierLeaf(value, nullifier),
              withLeaf(low, nullifierLeaf(value, nullifier)),
            ) as bigint;
          }
          // The place of the new leaves is empty in the tree that the insertions leave.
          expect(quadRoot(new QuadTree(3).root, path)).to.equal(root);
        }),
        { seed, numRuns: 10 },
      );
    });

    it("SETTLE-27: refuses a nullifier that is in the tree, twice in the batch, or zero, and changes nothing", () => {
      const tree = new NullifierTree();
      tree.insert([5n, 9n], 16n, 2);
      const { root } = tree;
      for (const batch of [[1n, 5n], [7n, 7n], [0n]]) {
        expect(caught(() => tree.insert(batch, 32n, 2)).code).to.equal("NULLIFIER_SPENT");
        expect(tree.root).to.equal(root);
      }
      expect([5n, 9n].every((value) => tree.has(value))).to.equal(true);
      expect([1n, 6n, 10n].some((value) => tree.has(value))).to.equal(false);
    });

    it("SETTLE-26: the leaf before a value shows whether it is in the tree", () => {
      const tree = new NullifierTree();
      tree.insert([5n, 9n], 16n, 2);
      for (const [value, low, next] of [
        [3n, 0n, 5n],
        [5n, 0n, 5n],
        [6n, 5n, 9n],
        [10n, 9n, end],
      ] as const) {
        const found = tree.leafBefore(value);
        expect([found.value, found.next]).to.deep.equal([low, next]);
        expect(quadRoot(nullifierLeaf(low, next), found.path)).to.equal(tree.root);
      }
    });
  });

  describe("HolderTree", () => {
    const { x } = keyOf(5n);
    const standing = { expiresAt: 1_800_000_000n, jurisdiction: 756, isFrozen: false };

    it("SETTLE-28: a leaf says key, expiry, jurisdiction and whether the holder is frozen", () => {
      expect(eligibilityLeaf(x, standing)).to.equal(
        fieldHash(hashTags.eligibilityLeaf, [x, 1_800_000_000n, 1512n]),
      );
      expect(eligibilityLeaf(x, { ...standing, isFrozen: true })).to.equal(
        fieldHash(hashTags.eligibilityLeaf, [x, 1_800_000_000n, 1513n]),
      );
      for (const jurisdiction of [1000, -1, 1.5]) {
        expect(caught(() => eligibilityLeaf(x, { ...standing, jurisdiction })).code).to.equal(
          "JURISDICTION_INVALID",
        );
      }
    });

    it("SETTLE-28: holders that are entered together have the leaves that they have one by one", () => {
      const list = [5n, 6n, 7n, 5n, 8n, 9n].map((secret, place) => {
        const said = { ...standing, isFrozen: place % 2 === 1 };
        return [keyOf(secret).x, said] as const;
      });
      const [one, all] = [new HolderTree(), new HolderTree()];
      for (const [owner, said] of list) one.set(owner, said);
      all.setAll(list.slice(0, 2));
      all.setAll(list.slice(2));
      all.setAll([]);
      expect(all.root).to.equal(one.root);
      for (const [owner] of list) expect(all.find(owner)).to.deep.equal(one.find(owner));
    });

    it("SETTLE-28: a key has one leaf, which changes with what is said of it", () => {
      const tree = new HolderTree();
      tree.set(x, standing);
      tree.set(keyOf(6n).x, standing);
      const frozen = { ...standing, isFrozen: true };
      tree.set(x, frozen);
      const { standing: found, path } = tree.find(x);
      expect(found).to.deep.equal(frozen);
      expect(path.index).to.equal(0n);
      expect(quadRoot(eligibilityLeaf(x, frozen), path)).to.equal(tree.root);
      expect(caught(() => tree.find(keyOf(7n).x)).code).to.equal("HOLDER_UNKNOWN");
    });
  });

  describe("RulesTree", () => {
    it("SETTLE-29: the set has a bit for every code, in words of 250", () => {
      expect(jurisdictionSet([0, 249, 250, 756, 999])).to.deep.equal([
        (1n << 249n) + 1n,
        1n,
        0n,
        (1n << 6n) + (1n << 249n),
      ]);
      const codes = [0, 249, 250, 756, 999];
      const all = Array.from({ length: 1_001 }, (_, code) => code);
      expect(all.filter((code) => isInJurisdictions(jurisdictionSet(codes), code))).to.deep.equal(codes);
      expect(caught(() => jurisdictionSet([1000])).code).to.equal("JURISDICTION_INVALID");
    });

    it("SETTLE-29: a leaf says jurisdictions, cap and auditor, and its index is the asset", () => {
      const rules = { jurisdictions: jurisdictionSet([756]), cap: 9n, auditor: keyOf(5n) };
      const leaf = fieldHash(hashTags.rulesLeaf, [0n, 0n, 0n, 64n, 9n, keyOf(5n).x]);
      expect(rulesLeaf(rules)).to.equal(leaf);
      const tree = new RulesTree();
      tree.set(7n, rules);
      const { path } = tree.find(7n);
      expect(path.index).to.equal(7n);
      expect(quadRoot(leaf, path)).to.equal(tree.root);
      expect(caught(() => tree.find(8n)).code).to.equal("SETTLEMENT_ASSET_UNKNOWN");
    });
  });
});

/** The path after its leaf has changed. */
function withLeaf(path: ReturnType<QuadTree["path"]>, leaf: bigint): ReturnType<QuadTree["path"]> {
  let value = leaf;
  let place = path.index;
  const children = path.children.map((four) => {
    const next = four.map((child, at) => (BigInt(at) === (place & 3n) ? value : child)) as [
      bigint,
      bigint,
      bigint,
      bigint,
    ];
    value = node(next);
    place >>= 2n;
    return next;
  });
  return { index: path.index, children };
}
