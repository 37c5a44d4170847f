import { readFileSync } from "node:fs";
import { expect } from "chai";
import { batchDigest, decodeBatchHeader, encodeBatchHeader, fromHex, toHex } from "@muniment/protocol";
import { makeBatchHeader } from "../../../spec/vectors/makeBatchHeader.js";

const path = new URL("../../../spec/vectors/batch-header.json", import.meta.url);
const vectors = JSON.parse(readFileSync(path, "utf8")) as ReturnType<typeof makeBatchHeader>;

describe("protocol > batchHeader vectors", () => {
  it("ROLLUP-3: the file is what its script makes", () => {
    expect(vectors).to.deep.equal(makeBatchHeader());
  });

  for (const { name, header, bytes, digest } of vectors.headers) {
    it(`ROLLUP-3: ${name} is read and written as the vectors say`, () => {
      const read = decodeBatchHeader(fromHex(bytes));
      const fields = Object.entries(read).map(([field, value]) => [field, String(value)]);
      expect(Object.fromEntries(fields)).to.deep.equal(header);
      expect(toHex(encodeBatchHeader(read))).to.equal(bytes);
      expect(batchDigest(read)).to.equal(digest);
    });
  }
});
