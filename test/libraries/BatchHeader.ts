import { readFileSync } from "node:fs";
import { expect } from "chai";
import type { Result } from "ethers";
import { getBytes, hexlify } from "ethers";
import { network } from "hardhat";
import type { makeBatchHeader } from "../../spec/vectors/makeBatchHeader.js";

const { ethers } = await network.create({ network: "l1", chainType: "l1" });
const path = new URL("../../spec/vectors/batch-header.json", import.meta.url);
const { headers } = JSON.parse(readFileSync(path, "utf8")) as ReturnType<typeof makeBatchHeader>;
const library = await ethers.deployContract("BatchHeaderMock");

/** The fields of a struct by their names. */
const objectOf = (struct: unknown): Record<string, unknown> =>
  (struct as Result).toObject() as Record<string, unknown>;

describe("BatchHeader", () => {
  for (const { name, fields, bytes, digest, inputHash, outputHash } of headers) {
    it(`ROLLUP-3: reads ${name} as the vectors say`, async () => {
      const place = objectOf(await library.place(bytes));
      const input = objectOf(await library.input(bytes));
      const output = objectOf(await library.output(bytes));
      const read = Object.entries({ ...place, ...input, ...output }).map(([field, value]) => [
        field,
        String(value).toLowerCase(),
      ]);
      const expected = Object.entries(fields).map(([field, value]) => [field, String(value)]);
      expect(Object.fromEntries(read)).to.deep.equal({ version: "1", ...Object.fromEntries(expected) });
    });

    it(`ROLLUP-4, ROLLUP-5, ROLLUP-24: hashes ${name} as the vectors say`, async () => {
      expect(await library.digest(bytes)).to.equal(digest);
      expect(await library.inputHash(bytes)).to.equal(inputHash);
      expect(await library.outputHash(bytes)).to.equal(outputHash);
    });
  }

  it("ROLLUP-5: every byte but the epoch's is in one of the two hashes, and every byte in the digest", async () => {
    const [{ bytes, digest, inputHash, outputHash }] = headers as [(typeof headers)[0]];
    for (let offset = 2; offset < 360; offset += 7) {
      const changed = getBytes(bytes);
      changed[offset] = (changed[offset] ?? 0) ^ 1;
      const header = hexlify(changed);
      expect(await library.digest(header)).to.not.equal(digest);
      const isEpoch = offset >= 34 && offset < 42;
      expect((await library.inputHash(header)) !== inputHash).to.equal(offset < 220 && !isEpoch);
      expect((await library.outputHash(header)) !== outputHash).to.equal(offset >= 220);
    }
  });

  it("ROLLUP-4, attack 6: a header has exactly 360 bytes, and version 1", async () => {
    const [{ bytes }] = headers as [(typeof headers)[0]];
    for (const wrong of [bytes.slice(0, -2), `${bytes}00`, "0x"]) {
      await expect(library.digest(wrong))
        .to.be.revertedWithCustomError(library, "BatchHeaderLengthInvalid")
        .withArgs(360n, (wrong.length - 2) / 2);
    }
    await expect(library.digest(bytes.replace("0x0001", "0x0002")))
      .to.be.revertedWithCustomError(library, "BatchHeaderVersionUnknown")
      .withArgs(1n, 2n);
  });
});
