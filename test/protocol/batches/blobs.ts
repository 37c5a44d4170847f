import { expect } from "chai";
import { concat, keccak256 as peerHash } from "ethers";
import fc from "fast-check";
import { batchDataHash, blobLayout, packBlobs, toHex, unpackBlobs } from "@muniment/protocol";
import { caught } from "../../helpers/caught.js";

const seed = 20261121;
const { size, capacity } = blobLayout;
const sizes = [0, 1, 30, 31, 32, capacity - 1, capacity, capacity + 1, 2 * capacity];
const dataOf = (length: number) => Uint8Array.from({ length }, (_, index) => 1 + ((index * 31) % 255));

describe("protocol > blobs", () => {
  for (const length of sizes) {
    it(`BATCH-1: ${length} bytes come back from as many blobs as they need`, () => {
      const data = dataOf(length);
      const blobs = packBlobs(data);
      expect(blobs.length).to.equal(Math.max(1, Math.ceil(length / capacity)));
      for (const blob of blobs) {
        expect(blob.length).to.equal(size);
        expect(blob.every((byte, index) => index % 32 !== 0 || byte === 0)).to.equal(true);
      }
      expect(blobs[0]![1]).to.equal(data[0] ?? 0);
      expect(unpackBlobs(blobs, length)).to.deep.equal(data);
    });
  }

  it("BATCH-2: data end before the first element of another first byte, wherever it is", () => {
    const data = dataOf(capacity + 100);
    fc.assert(
      fc.property(fc.nat(2), fc.nat(4095), fc.integer({ min: 1, max: 255 }), (blob, element, byte) => {
        const blobs = packBlobs(data);
        const spoilt = blobs[blob];
        if (spoilt !== undefined) spoilt[32 * element] = byte;
        const end =
          spoilt === undefined ? data.length : Math.min(data.length, capacity * blob + 31 * element);
        expect(toHex(unpackBlobs(blobs, data.length))).to.equal(toHex(data.subarray(0, end)));
      }),
      { seed, numRuns: 60 },
    );
  });

  it("BATCH-2: what stands behind the data is not read", () => {
    const blobs = packBlobs(dataOf(40));
    blobs[0]!.fill(0xff, 96);
    blobs[0]![32 + 1 + 9] = 0xee;
    expect(unpackBlobs(blobs, 40)).to.deep.equal(dataOf(40));
    expect(unpackBlobs([...blobs, new Uint8Array(size).fill(1)], 40)).to.deep.equal(dataOf(40));
  });

  it("BATCH-1: refuses blobs of another size, or too few of them", () => {
    const [blob] = packBlobs(dataOf(5)) as [Uint8Array];
    expect(caught(() => unpackBlobs([blob.subarray(1)], 5)).code).to.equal("BLOB_SIZE_WRONG");
    expect(caught(() => unpackBlobs([blob], capacity + 1)).code).to.equal("BLOB_SIZE_WRONG");
    expect(caught(() => unpackBlobs([], 0)).code).to.equal("BLOB_SIZE_WRONG");
    expect(caught(() => unpackBlobs([new Uint8Array(2 * size)], 5)).code).to.equal("BLOB_SIZE_WRONG");
  });

  it("ROLLUP-3: the data hash of blobs is that of their versioned hashes end to end", () => {
    const hashes = [toHex(new Uint8Array(32).fill(1)), toHex(new Uint8Array(32).fill(2))];
    expect(batchDataHash(hashes)).to.equal(peerHash(concat(hashes)));
    expect(caught(() => batchDataHash(["0x01"])).code).to.equal("HEX_INVALID");
  });
});
