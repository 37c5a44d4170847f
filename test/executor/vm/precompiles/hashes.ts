import { expect } from "chai";
import { bytes } from "./helpers/bytes.js";
import { expectSame } from "./helpers/expectSame.js";
import { hex } from "./helpers/hex.js";
import { randomBytes } from "./helpers/randomBytes.js";

const random = randomBytes(0x5eed0002);
const sizes = [0, 1, 31, 32, 33, 55, 56, 63, 64, 65, 119, 128, 1000, 4096, 4097];

describe("executor > precompiles > hashes and identity", () => {
  it("PRECOMPILE-4: SHA-256 of any input costs 60 and 12 a word", async () => {
    for (const size of sizes) await expectSame(0x02, random(size));
    const abc = await expectSame(0x02, bytes(hex(Buffer.from("abc"))));
    expect(abc?.gasUsed).to.equal(72);
    expect(hex(abc!.output)).to.equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  it("PRECOMPILE-5: RIPEMD-160 of any input, as a word, costs 600 and 120 a word", async () => {
    for (const size of sizes) await expectSame(0x03, random(size));
    const abc = await expectSame(0x03, bytes(hex(Buffer.from("abc"))));
    expect(abc?.gasUsed).to.equal(720);
    expect(hex(abc!.output)).to.equal(`${"00".repeat(12)}8eb208f7e05d987a9b044a8e98c6b087f15a0bfc`);
  });

  it("PRECOMPILE-6: identity answers with its input for 15 and 3 a word", async () => {
    for (const size of sizes) {
      const input = random(size);
      const result = await expectSame(0x04, input);
      expect(result).to.deep.equal({ gasUsed: 15 + 3 * Math.ceil(size / 32), output: input });
    }
  });
});
