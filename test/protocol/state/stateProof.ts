import { readFileSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import {
  accountKey,
  accountValueHash,
  decodeStateProof,
  encodeStateProof,
  fromHex,
  keccak256,
  leafHash,
  nodeHash,
  referenceStateProof,
  referenceStateRoot,
  slotKey,
  stateDigit,
  toHex,
  updateStateProof,
  verifyStateProof,
  zeroHash,
} from "../../../packages/protocol/src/index.js";
import type { Hex, StateLeaf, StateProof } from "../../../packages/protocol/src/index.js";
import { makeStateTree } from "../../../spec/vectors/makeStateTree.js";
import { caught } from "../../helpers/caught.js";
import { stateKeys, stateLeaves, stateWord } from "../../helpers/stateLeaves.js";

type Vectors = ReturnType<typeof makeStateTree>;

const vectors = JSON.parse(
  readFileSync(new URL("../../../spec/vectors/state-tree.json", import.meta.url), "utf8"),
) as Vectors;
const seed = 20_261_121;
const refusal = (attempt: () => unknown) => caught(attempt).code;
const read = (proof: Hex) => decodeStateProof(fromHex(proof));

describe("protocol > state", () => {
  describe("vectors", () => {
    it("TREE-14: are what the plain reference makes", () => {
      expect(vectors).to.deep.equal(makeStateTree());
    });

    it("TREE-1: hash the keys of accounts and slots", () => {
      for (const { address, slot, key } of vectors.keys) {
        expect(slot === undefined ? accountKey(address) : slotKey(address, slot)).to.equal(key);
      }
      expect(accountKey(`0x${"00".repeat(20)}`)).to.equal(keccak256(new Uint8Array(20)));
      expect(slotKey(`0x${"01".repeat(20)}`, zeroHash)).to.equal(
        keccak256(new Uint8Array(20).fill(1), new Uint8Array(32)),
      );
    });

    it("TREE-2: hash an account's nonce, balance and code hash", () => {
      for (const { nonce, balance, codeHash, valueHash } of vectors.accounts) {
        const account = { nonce: BigInt(nonce), balance: BigInt(balance), codeHash };
        expect(accountValueHash(account)).to.equal(valueHash);
      }
      const bytes = new Uint8Array(72);
      bytes[7] = 1;
      bytes[39] = 2;
      expect(accountValueHash({ nonce: 1n, balance: 2n, codeHash: zeroHash })).to.equal(keccak256(bytes));
      const tooLarge = { nonce: 2n ** 64n, balance: 0n, codeHash: zeroHash };
      expect(refusal(() => accountValueHash(tooLarge))).to.equal("INTEGER_OUT_OF_RANGE");
    });

    it("TREE-4, TREE-7: hash leaves with a prefix and inner nodes without", () => {
      for (const { hash, ...leaf } of vectors.leaves) expect(leafHash(leaf)).to.equal(hash);
      for (const { hash, children } of vectors.nodes) expect(nodeHash(children)).to.equal(hash);
      expect(leafHash({ key: zeroHash, valueHash: zeroHash })).to.equal(keccak256(new Uint8Array(65)));
      expect(nodeHash([zeroHash, zeroHash, zeroHash, zeroHash])).to.equal(keccak256(new Uint8Array(128)));
    });

    for (const tree of vectors.trees) {
      it(`TREE-15: ${tree.name}: every proof holds for its key and no other root`, () => {
        for (const { key, valueHash, proof } of tree.proofs) {
          expect(verifyStateProof(tree.root, key, read(proof))).to.equal(valueHash);
          expect(toHex(encodeStateProof(read(proof)))).to.equal(proof);
          const other = keccak256(fromHex(tree.root));
          expect(refusal(() => verifyStateProof(other, key, read(proof)))).to.equal("STATE_PROOF_INVALID");
        }
      });

      it(`TREE-18, TREE-19: ${tree.name}: every update gives the root of the changed leaves`, () => {
        for (const { key, valueHash, proof, root } of tree.updates) {
          expect(updateStateProof(tree.root, read(proof), { key, valueHash })).to.equal(root);
        }
      });
    }
  });

  it("TREE-5, TREE-6, TREE-7, TREE-8: small trees, written out", () => {
    const leaf = (digits: string, value: number): StateLeaf => {
      const key = BigInt(`0b${digits.padEnd(256, "0")}`).toString(16);
      return { key: `0x${key.padStart(64, "0")}`, valueHash: stateWord(value) };
    };
    const [a, b, c] = [leaf("0110", 1), leaf("0111", 2), leaf("10", 3)] as const;
    expect(referenceStateRoot([])).to.equal(zeroHash);
    expect(referenceStateRoot([{ ...a, valueHash: zeroHash }])).to.equal(zeroHash);
    expect(referenceStateRoot([b])).to.equal(leafHash(b));
    const inner = nodeHash([zeroHash, zeroHash, leafHash(a), leafHash(b)]);
    expect(referenceStateRoot([a, b])).to.equal(nodeHash([zeroHash, inner, zeroHash, zeroHash]));
    expect(referenceStateRoot([c, b, a])).to.equal(nodeHash([zeroHash, inner, leafHash(c), zeroHash]));
    expect([0, 1, 2, 3].map((level) => stateDigit(a.key, level))).to.deep.equal([1, 2, 0, 0]);
  });

  it("TREE-15, TREE-16: what the tree holds is proven, for keys that share up to 255 bits", () => {
    const property = fc.property(stateLeaves(14), fc.array(stateKeys, { maxLength: 4 }), (leaves, others) => {
      const root = referenceStateRoot(leaves);
      const present = new Map(leaves.map(({ key, valueHash }) => [key, valueHash]));
      for (const key of [...present.keys(), ...others]) {
        const proof = referenceStateProof(leaves, key, key.endsWith("1"));
        expect(decodeStateProof(encodeStateProof(proof))).to.deep.equal(proof);
        expect(verifyStateProof(root, key, proof)).to.equal(present.get(key) ?? zeroHash);
      }
    });
    fc.assert(property, { seed, numRuns: 25 });
  });

  it("TREE-9, TREE-18, TREE-19: an update equals the tree built anew", () => {
    const property = fc.property(
      stateLeaves(10),
      fc.array(fc.tuple(stateKeys, fc.nat(3)), { maxLength: 3 }),
      (leaves, changes) => {
        const root = referenceStateRoot(leaves);
        const removals = leaves.map(({ key }) => [key, 0] as const);
        for (const [key, value] of [...changes, ...removals]) {
          const leaf = { key, valueHash: stateWord(value) };
          const rebuilt = referenceStateRoot([...leaves.filter((old) => old.key !== key), leaf]);
          const proof = referenceStateProof(leaves, key, value === 0);
          expect(updateStateProof(root, proof, leaf)).to.equal(rebuilt);
        }
      },
    );
    fc.assert(property, { seed, numRuns: 15 });
  });

  it("TREE-19: a removal without the lone sibling's preimage is refused", () => {
    const tree = vectors.trees.find(({ name }) => name.startsWith("a lone leaf"))!;
    const key = tree.leaves[0]!.key;
    const proof = read(tree.proofs.find((one) => one.key === key)!.proof);
    const leaf = { key, valueHash: zeroHash };
    expect(refusal(() => updateStateProof(tree.root, proof, leaf))).to.equal("STATE_PROOF_INVALID");
  });

  describe("refusals", () => {
    it("TREE-14: a change of any byte of a proof, a missing and an additional byte are refused", () => {
      for (const { root, proofs, updates } of vectors.trees) {
        const shown = [...proofs, ...updates.filter(({ valueHash }) => valueHash === zeroHash)];
        for (const { key, proof } of shown.filter((one) => one.proof.length < 500)) {
          const bytes = fromHex(proof);
          const refuse = (changed: Uint8Array) => {
            const attempt = () => verifyStateProof(root, key, decodeStateProof(changed));
            expect(refusal(attempt), toHex(changed)).to.equal("STATE_PROOF_INVALID");
          };
          for (let index = 0; index < bytes.length; index++) {
            const changed = bytes.slice();
            changed[index] = changed[index]! ^ (1 << (index & 7));
            refuse(changed);
          }
          refuse(bytes.subarray(0, -1));
          refuse(Uint8Array.of(...bytes, 0));
          refuse(Uint8Array.of(...bytes, ...new Uint8Array(32)));
        }
      }
    });

    it("TREE-14: bytes that are no proof are refused", () => {
      const bad = ["0x", "0x00", "0x0200", "0x8100", `0x0005`, `0x010001`, `0x010080${"00".repeat(32)}`];
      for (const bytes of bad) {
        expect(
          refusal(() => read(bytes as Hex)),
          bytes,
        ).to.equal("STATE_PROOF_INVALID");
      }
    });

    const leaf = { key: keccak256(Uint8Array.of(1)), valueHash: stateWord(1) };
    const own = { kind: "own", valueHash: leaf.valueHash } as const;
    const at = (children: readonly [Hex, Hex, Hex, Hex]): StateProof => ({ levels: [children], end: own });

    it("TREE-14: a sibling in the place of the path is refused", () => {
      const digit = stateDigit(leaf.key, 0);
      const children = [0, 1, 2, 3].map((one) => (one === digit ? leafHash(leaf) : zeroHash));
      const root = nodeHash(children as [Hex, Hex, Hex, Hex]);
      const attempt = () => verifyStateProof(root, leaf.key, at(children as [Hex, Hex, Hex, Hex]));
      expect(refusal(attempt)).to.equal("STATE_PROOF_INVALID");
    });

    it("TREE-14: more than 128 levels are refused", () => {
      const levels = Array.from({ length: 129 }, () => [zeroHash, zeroHash, zeroHash, zeroHash] as const);
      expect(refusal(() => verifyStateProof(zeroHash, leaf.key, { levels, end: own }))).to.equal(
        "STATE_PROOF_INVALID",
      );
    });

    it("TREE-16: another leaf off the key's path, and the key's own leaf as another, are refused", () => {
      const end = { kind: "other", leaf } as const;
      const proof: StateProof = { levels: [], end };
      expect(refusal(() => verifyStateProof(leafHash(leaf), leaf.key, proof))).to.equal(
        "STATE_PROOF_INVALID",
      );
      const [a, b] = ["0x40", "0xc0"].map((start) => start.padEnd(66, "0") as Hex) as [Hex, Hex];
      const leaves = [
        { key: a, valueHash: stateWord(1) },
        { key: b, valueHash: stateWord(1) },
      ];
      const honest = referenceStateProof(leaves, a);
      const forged: StateProof = { ...honest, end: { kind: "other", leaf: leaves[0]! } };
      const absent = `0x8${"0".repeat(63)}` as const;
      expect(refusal(() => verifyStateProof(referenceStateRoot(leaves), absent, forged))).to.equal(
        "STATE_PROOF_INVALID",
      );
    });

    it("TREE-17: a preimage that is not the only sibling's is refused", () => {
      for (const { root, updates } of vectors.trees) {
        for (const { key, proof } of updates) {
          const honest = read(proof);
          if (honest.end.kind !== "ownBesideLeaf" && honest.end.kind !== "ownBesideNode") continue;
          const forgeries: StateProof["end"][] = [
            { ...honest.end, kind: "ownBesideLeaf", sibling: leaf },
            { ...honest.end, kind: "ownBesideNode", sibling: [zeroHash, leaf.key, zeroHash, zeroHash] },
          ];
          for (const end of forgeries) {
            const attempt = () => verifyStateProof(root, key, { ...honest, end });
            expect(refusal(attempt)).to.equal("STATE_PROOF_INVALID");
          }
        }
      }
      const alone: StateProof = { levels: [], end: { ...own, kind: "ownBesideLeaf", sibling: leaf } };
      expect(refusal(() => verifyStateProof(leafHash(leaf), leaf.key, alone))).to.equal(
        "STATE_PROOF_INVALID",
      );
    });
  });
});
