import { expect } from "chai";
import fc from "fast-check";
import {
  batchDigest,
  batchHeaderSize,
  decodeBatchHeader,
  encodeBatchHeader,
  fromHex,
  keccak256,
  toHex,
} from "@muniment/protocol";
import type { BatchHeader } from "@muniment/protocol";
import { batchHeaderLayout } from "../../../packages/protocol/src/rollup/batchHeaderLayout.js";
import { makeBatchHeader } from "../../../spec/vectors/makeBatchHeader.js";
import { caught } from "../../helpers/caught.js";
import { vectorFile } from "../../helpers/vectorFile.js";

const seed = 20261121;

/** Any header: every field any value of its width. */
const anyHeader = fc
  .tuple(...batchHeaderLayout.map(({ size }) => fc.uint8Array({ minLength: size, maxLength: size })))
  .map((values) => {
    const entries = batchHeaderLayout.map(({ field, kind }, index) => {
      const hex = toHex(values[index] ?? new Uint8Array(0));
      return [field, kind === "bytes" ? hex : kind === "integer" ? BigInt(hex) : Number(hex)];
    });
    return Object.fromEntries(entries) as BatchHeader;
  });

describe("protocol > batchHeader", () => {
  it("ROLLUP-3: the fields fill the header without a gap", () => {
    let end = 2;
    for (const { field, offset, size } of batchHeaderLayout) {
      expect(offset, field).to.equal(end);
      end += size;
    }
    expect(end).to.equal(batchHeaderSize);
  });

  it("ROLLUP-3, ROLLUP-4: the vectors are what the codec makes", () => {
    const vectors = vectorFile("batch-header.json") as ReturnType<typeof makeBatchHeader>;
    expect(vectors).to.deep.equal(makeBatchHeader());
    for (const { name, bytes, fields } of vectors.headers) {
      const header = decodeBatchHeader(fromHex(bytes));
      const texts = Object.entries(header).map(([field, value]: [string, unknown]) => [
        field,
        typeof value === "bigint" ? value.toString() : value,
      ]);
      expect(Object.fromEntries(texts), name).to.deep.equal(fields);
    }
  });

  it("ROLLUP-3: decoding is the inverse of encoding", () => {
    fc.assert(
      fc.property(anyHeader, (header) => {
        const bytes = encodeBatchHeader(header);
        expect(bytes.length).to.equal(batchHeaderSize);
        expect(decodeBatchHeader(bytes)).to.deep.equal(header);
        expect(batchDigest(header)).to.equal(keccak256(bytes));
      }),
      { seed },
    );
  });

  it("ROLLUP-4: a header has exactly 360 bytes, and version 1", () => {
    const [header] = fc.sample(anyHeader, { seed, numRuns: 1 }) as [BatchHeader];
    const bytes = encodeBatchHeader(header);
    expect(caught(() => decodeBatchHeader(bytes.subarray(1))).code).to.equal("BATCH_HEADER_INVALID");
    expect(caught(() => decodeBatchHeader(Uint8Array.of(...bytes, 0))).code).to.equal("BATCH_HEADER_INVALID");
    expect(caught(() => decodeBatchHeader(Uint8Array.of(0, 2, ...bytes.subarray(2)))).code).to.equal(
      "BATCH_HEADER_INVALID",
    );
  });

  it("refuses a number beyond its field, and bytes of another length", () => {
    const [header] = fc.sample(anyHeader, { seed, numRuns: 1 }) as [BatchHeader];
    expect(caught(() => encodeBatchHeader({ ...header, lane: 2 ** 32 })).code).to.equal(
      "INTEGER_OUT_OF_RANGE",
    );
    expect(caught(() => encodeBatchHeader({ ...header, rollup: "0x00" })).code).to.equal("HEX_INVALID");
  });
});
