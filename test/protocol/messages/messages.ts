import { expect } from "chai";
import { AbiCoder, concat, keccak256 as peerHash } from "ethers";
import fc from "fast-check";
import {
  appendMessage,
  emptyMessages,
  messageLeaf,
  messageRoot,
  MessageTree,
  toHex,
  verifyMessage,
  zeroHash,
} from "@muniment/protocol";
import type { Hex, MessageFrontier } from "@muniment/protocol";
import { foldPairs } from "../../../packages/protocol/src/trie/foldPairs.js";
import { makeMessageTree } from "../../../spec/vectors/makeMessageTree.js";
import { caught } from "../../helpers/caught.js";
import { vectorFile } from "../../helpers/vectorFile.js";

const seed = 20261121;
const abi = AbiCoder.defaultAbiCoder();
const hash: fc.Arbitrary<Hex> = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex);
const address: fc.Arbitrary<Hex> = fc.uint8Array({ minLength: 20, maxLength: 20 }).map(toHex);
const someLeaves = fc.array(hash, { minLength: 1, maxLength: 40 });
const pair = (left: string, right: string) => peerHash(concat(["0x01", left, right])) as Hex;

/** The root by the definition: levels of nodes, what is absent filled in. */
function plainRoot(leaves: readonly Hex[]): Hex {
  let nodes = [...leaves];
  let absent = zeroHash;
  for (let level = 0; level < 40; level++) {
    const above: Hex[] = [];
    for (let at = 0; at < nodes.length; at += 2) above.push(pair(nodes[at]!, nodes[at + 1] ?? absent));
    nodes = above;
    absent = pair(absent, absent);
  }
  return nodes[0] ?? absent;
}

const frontierOf = (leaves: readonly Hex[]): MessageFrontier => leaves.reduce(appendMessage, emptyMessages);

describe("protocol > messages", () => {
  it("BRIDGE-1, BRIDGE-2: the vectors are what the codec makes", () => {
    expect(vectorFile("message-tree.json")).to.deep.equal(makeMessageTree());
  });

  it("BRIDGE-1: a leaf is the prefixed hash of ethers' abi.encode", () => {
    const types = ["uint32", "uint64", "address", "address", "uint64", "bytes32"];
    const message = fc.record({
      lane: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      place: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      sender: address,
      target: address,
      gasLimit: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      data: fc.uint8Array({ maxLength: 100 }).map(toHex),
    });
    fc.assert(
      fc.property(message, ({ lane, place, sender, target, gasLimit, data }) => {
        const values = [lane, place, sender, target, gasLimit, peerHash(data)];
        const expected = peerHash(concat(["0x00", peerHash(abi.encode(types, values))]));
        expect(messageLeaf({ lane, place, sender, target, gasLimit, data })).to.equal(expected);
      }),
      { seed },
    );
  });

  it("BRIDGE-2: the root is that of 40 levels with absent subtrees", () => {
    expect(messageRoot(emptyMessages)).to.equal(plainRoot([]));
    expect(new MessageTree().root(0)).to.equal(plainRoot([]));
    fc.assert(
      fc.property(someLeaves, (leaves) => {
        const expected = plainRoot(leaves);
        expect(messageRoot(frontierOf(leaves))).to.equal(expected);
        expect(new MessageTree(leaves).root(leaves.length)).to.equal(expected);
      }),
      { seed, numRuns: 15 },
    );
  });

  it("BRIDGE-2: what is stored of a tree goes on as the tree would have", () => {
    fc.assert(
      fc.property(someLeaves, someLeaves, (before, after) => {
        const stored = JSON.stringify(frontierOf(before), (_, value: unknown) =>
          typeof value === "bigint" ? value.toString() : value,
        );
        const { count, branch } = JSON.parse(stored) as { count: string; branch: Hex[] };
        const restored = after.reduce(appendMessage, { count: BigInt(count), branch });
        expect(messageRoot(restored)).to.equal(messageRoot(frontierOf([...before, ...after])));
      }),
      { seed, numRuns: 15 },
    );
  });

  it("BRIDGE-3: every leaf is proven under the root of every count behind it", () => {
    const leaves = fc.sample(hash, { seed, numRuns: 9 });
    const tree = new MessageTree();
    for (const leaf of leaves) tree.append(leaf);
    for (let count = 1; count <= leaves.length; count++) {
      const root = messageRoot(frontierOf(leaves.slice(0, count)));
      expect(tree.root(count)).to.equal(root);
      for (let place = 0; place < count; place++) {
        const siblings = tree.proof(place, count);
        const proof = { leaf: leaves[place]!, place: BigInt(place), siblings, root };
        expect(verifyMessage(proof), `${place} of ${count}`).to.equal(true);
      }
    }
  });

  it("BRIDGE-3, attack 36: a sibling, an inner node, another place and a path of another length prove nothing", () => {
    const leaves = fc.sample(hash, { seed, numRuns: 6 });
    const tree = new MessageTree(leaves);
    const root = tree.root(6);
    const siblings = tree.proof(2, 6);
    const proof = { leaf: leaves[2]!, place: 2n, siblings, root };
    expect(verifyMessage(proof)).to.equal(true);
    expect(verifyMessage({ ...proof, leaf: leaves[3]! })).to.equal(false);
    expect(verifyMessage({ ...proof, place: 3n })).to.equal(false);
    expect(verifyMessage({ ...proof, place: 2n + 2n ** 40n })).to.equal(false);
    expect(verifyMessage({ ...proof, place: -1n })).to.equal(false);
    const inner = pair(leaves[2]!, leaves[3]!);
    expect(verifyMessage({ ...proof, leaf: inner, place: 1n, siblings: siblings.slice(1) })).to.equal(false);
    expect(verifyMessage({ ...proof, siblings: [...siblings, zeroHash] })).to.equal(false);
    const absent = [zeroHash, pair(leaves[4]!, leaves[5]!), ...tree.proof(5, 6).slice(2)];
    expect(foldPairs(zeroHash, 6n, absent)).to.equal(root);
    expect(verifyMessage({ leaf: zeroHash, place: 6n, siblings: absent, root })).to.equal(false);
  });

  it("BRIDGE-2: the tree's last place stays free", () => {
    const full = { ...emptyMessages, count: 2n ** 40n - 1n };
    expect(caught(() => appendMessage(full, zeroHash)).code).to.equal("MESSAGE_TREE_FULL");
    const last = appendMessage({ ...emptyMessages, count: 2n ** 40n - 2n }, zeroHash);
    expect(last.count).to.equal(2n ** 40n - 1n);
  });

  it("refuses a message, or a count, that is not there", () => {
    const tree = new MessageTree(fc.sample(hash, { seed, numRuns: 3 }));
    for (const [place, count] of [
      [3, 3],
      [0, 4],
      [-1, 2],
      [0, 0],
      [0, Number.NaN],
    ] as const) {
      expect(caught(() => tree.proof(place, count)).code, `${place} of ${count}`).to.equal("MESSAGE_UNKNOWN");
    }
    expect(caught(() => tree.root(4)).code).to.equal("MESSAGE_UNKNOWN");
  });
});
