import { createMPT } from "@ethereumjs/mpt";
import { expect } from "chai";
import fc from "fast-check";
import {
  encodeRlp,
  orderedTrieRoot,
  orderedTrieSiblings,
  toHex,
} from "../../../packages/protocol/src/index.js";

const seed = 20261121;

/** The root by the peer, which keeps no empty values. */
async function peerRoot(values: readonly Uint8Array[]): Promise<string> {
  const trie = await createMPT();
  for (const [index, value] of values.entries()) await trie.put(encodeRlp(BigInt(index)), value);
  return toHex(trie.root());
}

describe("orderedTrieRoot", () => {
  it("BLOCK-17: of no values is keccak(0x80)", () => {
    const empty = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";
    expect(orderedTrieRoot([])).to.equal(empty);
  });

  it("BLOCK-17: is the root of @ethereumjs/mpt, at every number of values where the trie changes its shape", async () => {
    for (const count of [1, 2, 3, 16, 17, 127, 128, 129, 130, 144, 145, 255, 256, 257, 258, 272, 273, 600]) {
      const values = Array.from({ length: count }, (_, index) =>
        Uint8Array.from({ length: 1 + ((index * 13) % 70) }, (_byte, at) => (index + 1 + at) % 256),
      );
      expect(orderedTrieRoot(values), `${count} values`).to.equal(await peerRoot(values));
    }
  });

  it("DISPUTE-43: with values missing nothing moves when they come: what is beside a value does not depend on it", () => {
    for (const count of [1, 2, 17, 128, 130, 145, 258]) {
      const values = Array.from({ length: count }, (_, index) => new Uint8Array(40).fill(index));
      for (const first of [0, 1, 127, 128, count - 2, count - 1].filter(
        (index) => index >= 0 && index < count,
      )) {
        const [own, ...behind] = values.slice(first);
        const others = [own!.slice(1), ...behind];
        expect(orderedTrieSiblings(others, first)).to.deep.equal(
          orderedTrieSiblings([own!, ...behind], first),
        );
        expect(orderedTrieRoot(others, first)).not.to.equal(orderedTrieRoot([own!, ...behind], first));
      }
    }
  });

  it("BLOCK-17: is the root of @ethereumjs/mpt for values of any size, small ones that are embedded too", async () => {
    const value = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 4 }),
      fc.uint8Array({ minLength: 25, maxLength: 35 }),
      fc.uint8Array({ minLength: 1, maxLength: 300 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 150 }), async (values) => {
        expect(orderedTrieRoot(values)).to.equal(await peerRoot(values));
      }),
      { seed, numRuns: 40 },
    );
  });
});
