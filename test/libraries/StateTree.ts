import { readFileSync } from "node:fs";
import { expect } from "chai";
import { network } from "hardhat";
import {
  encodeStateProof,
  fromHex,
  keccak256,
  leafHash,
  nodeHash,
  referenceStateProof,
  referenceStateRoot,
  stateDigit,
  toHex,
  zeroHash,
} from "../../packages/protocol/src/index.js";
import type { Hex, StateChildren, StateProof } from "../../packages/protocol/src/index.js";
import type { makeStateTree } from "../../spec/vectors/makeStateTree.js";
import { stateWord } from "../helpers/stateLeaves.js";

const { ethers } = await network.create({ network: "l1", chainType: "l1" });
const path = new URL("../../spec/vectors/state-tree.json", import.meta.url);
const vectors = JSON.parse(readFileSync(path, "utf8")) as ReturnType<typeof makeStateTree>;
const tree = await ethers.deployContract("StateTreeMock");

describe("StateTree", () => {
  it("TREE-1, TREE-2: hashes keys and accounts as the vectors say", async () => {
    for (const { address, slot, key } of vectors.keys) {
      expect(await (slot === undefined ? tree.accountKey(address) : tree.slotKey(address, slot))).to.equal(
        key,
      );
    }
    for (const { nonce, balance, codeHash, valueHash } of vectors.accounts) {
      expect(await tree.accountValueHash(nonce, balance, codeHash)).to.equal(valueHash);
    }
  });

  it("TREE-4, TREE-7: hashes leaves and inner nodes as the vectors say", async () => {
    for (const { key, valueHash, hash } of vectors.leaves) {
      expect(await tree.leafHash(key, valueHash)).to.equal(hash);
    }
    for (const { children, hash } of vectors.nodes) {
      expect(await tree.nodeHash([...children] as [Hex, Hex, Hex, Hex])).to.equal(hash);
    }
  });

  for (const { name, root, proofs, updates } of vectors.trees) {
    it(`TREE-15: ${name}: every proof holds`, async () => {
      for (const { key, valueHash, proof } of proofs) {
        expect(await tree.valueHashOf(root, key, proof)).to.equal(valueHash);
      }
    });

    it(`TREE-18, TREE-19: ${name}: every update gives the next root`, async () => {
      for (const { key, valueHash, proof, root: next } of updates) {
        expect(await tree.update(root, key, valueHash, proof)).to.equal(next);
      }
    });
  }

  describe("refusals", () => {
    const { root, proofs, updates } = vectors.trees.find(({ name }) => name.startsWith("a lone leaf"))!;
    const { key, proof, valueHash } = proofs[0]!;
    const opened = updates.find((one) => one.key === key && one.valueHash === zeroHash)!.proof;
    const bytesOf = (shown: StateProof) => toHex(encodeStateProof(shown));
    const leaf = { key: keccak256(Uint8Array.of(1)), valueHash: stateWord(1) };

    it("TREE-14: a change of any byte of a proof reverts", async () => {
      for (const shown of [proof, opened, proofs.at(-1)!.proof]) {
        const shownKey = shown === opened ? key : proofs.find((one) => one.proof === shown)!.key;
        const bytes = fromHex(shown);
        for (let index = 0; index < bytes.length; index++) {
          const changed = bytes.slice();
          changed[index] = changed[index]! ^ (1 << (index & 7));
          await expect(tree.valueHashOf(root, shownKey, changed), String(index)).to.revert(ethers);
        }
      }
    });

    it("TREE-14: bytes of another length revert", async () => {
      const size = fromHex(proof).length;
      const refuse = async (bytes: Hex, expected: number, actual: number) =>
        expect(tree.valueHashOf(root, key, bytes))
          .to.be.revertedWithCustomError(tree, "StateProofLengthInvalid")
          .withArgs(expected, actual);
      await refuse("0x00", 2, 1);
      await refuse("0x0200", 3, 2);
      await refuse(proof.slice(0, -2) as Hex, size, size - 1);
      await refuse(`${proof}00`, size, size + 1);
    });

    it("TREE-14: too many levels, an unknown ending and stray bits revert", async () => {
      await expect(tree.valueHashOf(root, key, "0x8100"))
        .to.be.revertedWithCustomError(tree, "StateProofDepthInvalid")
        .withArgs(128, 129);
      await expect(tree.valueHashOf(root, key, "0x0005"))
        .to.be.revertedWithCustomError(tree, "StateProofEndingInvalid")
        .withArgs(4, 5);
      await expect(tree.valueHashOf(root, key, "0x010001"))
        .to.be.revertedWithCustomError(tree, "StateProofBitmapInvalid")
        .withArgs(1, 1);
      const digit = stateDigit(key, 0);
      const own = `0x0100${(1 << digit).toString(16)}0`;
      await expect(tree.valueHashOf(root, key, `${own}${"11".repeat(32)}`))
        .to.be.revertedWithCustomError(tree, "StateProofBitmapInvalid")
        .withArgs(0, 1 << digit);
    });

    it("TREE-14: a sibling that is listed and empty reverts", async () => {
      const bit = (1 << ((stateDigit(key, 0) + 1) & 3)).toString(16);
      await expect(tree.valueHashOf(root, key, `0x0100${bit}0${"00".repeat(32)}`))
        .to.be.revertedWithCustomError(tree, "StateProofSiblingEmpty")
        .withArgs(0);
    });

    it("TREE-15: another root, key or value reverts", async () => {
      await expect(tree.valueHashOf(keccak256(), key, proof))
        .to.be.revertedWithCustomError(tree, "StateProofRootMismatch")
        .withArgs(keccak256(), root);
      await expect(tree.valueHashOf(root, leaf.key, proof)).to.revert(ethers);
      expect(await tree.valueHashOf(root, key, proof)).to.equal(valueHash);
    });

    it("TREE-16: another leaf off the path, and the key's own leaf as another, revert", async () => {
      const end = { kind: "other", leaf } as const;
      await expect(tree.valueHashOf(leafHash(leaf), leaf.key, bytesOf({ levels: [], end })))
        .to.be.revertedWithCustomError(tree, "StateProofLeafMisplaced")
        .withArgs(leaf.key, leaf.key);
      const [a, b, absent] = ["0x40", "0xc0", "0x80"].map((start) => start.padEnd(66, "0")) as [
        Hex,
        Hex,
        Hex,
      ];
      const leaves = [a, b].map((one) => ({ key: one, valueHash: stateWord(1) }));
      const forged: StateProof = {
        ...referenceStateProof(leaves, a),
        end: { kind: "other", leaf: leaves[0]! },
      };
      await expect(tree.valueHashOf(referenceStateRoot(leaves), absent, bytesOf(forged)))
        .to.be.revertedWithCustomError(tree, "StateProofLeafMisplaced")
        .withArgs(absent, a);
    });

    it("TREE-17: what is no preimage of the only sibling reverts", async () => {
      const levels = [children(leaf.key, [leafHash(leaf)])];
      const end = { kind: "ownBesideLeaf", valueHash: leaf.valueHash, sibling: leaf } as const;
      const alone = bytesOf({ levels: [], end });
      await expect(tree.valueHashOf(leafHash(leaf), leaf.key, alone))
        .to.be.revertedWithCustomError(tree, "StateProofSiblingsInvalid")
        .withArgs(1, 0);
      const two = [children(leaf.key, [leafHash(leaf), keccak256()])];
      await expect(tree.valueHashOf(root, leaf.key, bytesOf({ levels: two, end })))
        .to.be.revertedWithCustomError(tree, "StateProofSiblingsInvalid")
        .withArgs(1, 2);
      const wrong: StateChildren = [keccak256(), zeroHash, zeroHash, zeroHash];
      const node = { kind: "ownBesideNode", valueHash: leaf.valueHash, sibling: wrong } as const;
      await expect(tree.valueHashOf(root, leaf.key, bytesOf({ levels, end: node })))
        .to.be.revertedWithCustomError(tree, "StateProofPreimageMismatch")
        .withArgs(leafHash(leaf), nodeHash(wrong));
    });

    it("TREE-19: a removal that does not open the lone sibling reverts", async () => {
      await expect(tree.update(root, key, zeroHash, proof))
        .to.be.revertedWithCustomError(tree, "StateProofSiblingClosed")
        .withArgs(key);
      expect(await tree.valueHashOf(root, key, opened)).to.equal(valueHash);
    });
  });
});

/** An inner node on a key's path at the root, with these siblings. */
function children(key: Hex, siblings: readonly Hex[]): StateChildren {
  const own = stateDigit(key, 0);
  const list = [...siblings];
  const at = (digit: number): Hex => (digit === own ? zeroHash : (list.shift() ?? zeroHash));
  return [at(0), at(1), at(2), at(3)];
}
