import { createMPT, verifyMerkleProof } from "@ethereumjs/mpt";
import { expect } from "chai";
import fc from "fast-check";
import {
  encodeRlp,
  fromHex,
  orderedTrieProver,
  orderedTrieRoot,
  toHex,
  verifyOrderedTrie,
} from "../../../packages/protocol/src/index.js";
import { caught } from "../../helpers/caught.js";

const seed = 20261122;

/** So many values, some of which are embedded in the nodes above them. */
function valuesOf(count: number, size: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) =>
    Uint8Array.from({ length: 1 + ((index * 13) % size) }, (_byte, at) => (index + 1 + at) % 256),
  );
}

describe("orderedTrieProver, verifyOrderedTrie", () => {
  it("BLOCK-25: every value has a path that holds, here and for @ethereumjs/mpt, and for no other value or place", async () => {
    for (const [count, size] of [
      [1, 70],
      [2, 3],
      [16, 3],
      [17, 70],
      [129, 3],
      [130, 70],
      [257, 40],
    ] as const) {
      const values = valuesOf(count, size);
      const root = orderedTrieRoot(values);
      const prove = orderedTrieProver(values);
      for (let index = 0; index < count; index += 1 + Math.floor(count / 20)) {
        const value = values[index]!;
        const path = prove(index);
        expect(verifyOrderedTrie(root, index, value, path), `${index} of ${count}`).to.equal(true);
        const found = await verifyMerkleProof(encodeRlp(BigInt(index)), path, { useKeyHashing: false });
        expect(found === null ? null : toHex(found)).to.equal(toHex(value));
        expect(verifyOrderedTrie(root, index + 1, value, path)).to.equal(false);
        expect(verifyOrderedTrie(root, index, Uint8Array.of(...value, 0), path)).to.equal(false);
        expect(verifyOrderedTrie(root, index, value, path.slice(0, -1))).to.equal(false);
        expect(verifyOrderedTrie(root, index, value, [...path, value])).to.equal(false);
      }
      const trie = await createMPT();
      for (const [index, value] of values.entries()) await trie.put(encodeRlp(BigInt(index)), value);
      expect(toHex(trie.root())).to.equal(root);
    }
  });

  it("BLOCK-25: no changed byte of a path holds", () => {
    const values = valuesOf(40, 60);
    const root = orderedTrieRoot(values);
    const prove = orderedTrieProver(values);
    fc.assert(
      fc.property(fc.nat(39), fc.nat(), fc.integer({ min: 1, max: 255 }), (index, at, bits) => {
        const path = prove(index).map((node) => node.slice());
        const node = path[at % path.length]!;
        node[at % node.length] = node[at % node.length]! ^ bits;
        return !verifyOrderedTrie(root, index, values[index]!, path);
      }),
      { seed, numRuns: 500 },
    );
  });

  it("BLOCK-25: paths of any bytes are answered", () => {
    const bytes = fc.uint8Array({ maxLength: 80 });
    fc.assert(
      fc.property(bytes, fc.array(bytes, { maxLength: 3 }), (value, path) => {
        const root = path[0] === undefined ? toHex(new Uint8Array(32)) : orderedTrieRoot([path[0]]);
        return !verifyOrderedTrie(root, 3, value, path);
      }),
      { seed },
    );
    expect(verifyOrderedTrie(orderedTrieRoot([]), 0, new Uint8Array(), [fromHex("0x80")])).to.equal(false);
  });

  it("there is no path to a value that is not there", () => {
    for (const index of [-1, 2])
      expect(caught(() => orderedTrieProver(valuesOf(2, 9))(index)).code).to.equal("INTEGER_OUT_OF_RANGE");
  });
});
