import { createHash } from "node:crypto";
import { expect } from "chai";
import { callPrecompile } from "../../../../packages/executor/src/vm/precompiles/callPrecompile.js";
import { bytes } from "./helpers/bytes.js";
import { expectSame } from "./helpers/expectSame.js";
import { hex } from "./helpers/hex.js";
import { randomBytes } from "./helpers/randomBytes.js";

const random = randomBytes(0x5eed0009);
/** EIP-152's test vectors 4 … 7: state and message of hashing "abc". */
const H =
  "48c9bdf267e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5" +
  "d182e6ad7f520e511f6c3e2b8c68059b6bbd41fbabd9831f79217e1319cde05b";
const M = `616263${"00".repeat(125)}`;
const T = "0300000000000000" + "0000000000000000";

const call = (rounds: number, last: string): Uint8Array =>
  bytes(rounds.toString(16).padStart(8, "0"), H, M, T, last);

describe("executor > precompiles > blake2f", () => {
  it("PRECOMPILE-12: EIP-152's examples", async () => {
    const twelve = await expectSame(0x09, call(12, "01"));
    expect(twelve!.gasUsed).to.equal(12);
    // Twelve rounds over the only block are the hash itself.
    expect(hex(twelve!.output)).to.equal(createHash("blake2b512").update("abc").digest("hex"));
    const none = await expectSame(0x09, call(0, "01"));
    expect(none!.gasUsed).to.equal(0);
    expect(hex(none!.output)).to.equal(
      "08c9bcf367e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5" +
        "d282e6ad7f520e511f6c3e2b8c68059b9442be0454267ce079217e1319cde05b",
    );
  });

  it("PRECOMPILE-12: agrees with the reference on any state, message and number of rounds", async () => {
    for (let rounds = 0; rounds < 40; rounds++) {
      for (const last of ["00", "01"]) {
        await expectSame(0x09, bytes(rounds.toString(16).padStart(8, "0"), random(208), last));
        await expectSame(0x09, bytes(rounds.toString(16).padStart(8, "0"), "ff".repeat(208), last));
      }
    }
    await expectSame(0x09, bytes("00001234", random(208), "01"));
  });

  it("PRECOMPILE-12: fails for another length or another last byte", async () => {
    for (const last of ["02", "80", "ff"]) expect(await expectSame(0x09, call(12, last))).to.equal(undefined);
    for (const size of [0, 3, 4, 212]) {
      expect(await expectSame(0x09, call(12, "01").subarray(0, size))).to.equal(undefined);
    }
    expect(await expectSame(0x09, bytes(call(12, "01"), "00"))).to.equal(undefined);
  });

  it("PRECOMPILE-2: rounds that are not paid for are not run", () => {
    const input = call(0xffffffff, "01");
    for (const fork of ["cancun", "prague", "osaka"] as const) {
      expect(callPrecompile({ address: 9, input, gas: 2 ** 32 - 2, fork })).to.equal(undefined);
    }
  });
});
