import { expect } from "chai";
import { keccak256 } from "../../../../../packages/protocol/src/index.js";
import type { DataSource, Hex } from "../../../../../packages/protocol/src/index.js";
import { other, signed } from "../../../../executor/transition/helpers/chain.js";
import { deployBatch, type ShownStep, type Wanted } from "./helpers/deployBatch.js";
import { makeBatch } from "./helpers/makeBatch.js";
import { wordEntry, writeData } from "./helpers/writeData.js";

const { compareBatch, findStep, run, families } = await deployBatch();
const family = families.DataFamily;

const transaction = signed({ to: other.address, nonce: 0, value: 1n, data: "0x1122" });
const words = [wordEntry([1]), wordEntry([2])];
const data = writeData({ words, blocks: [[transaction, transaction], []] });
const contents = { data, count: 2 };
/** Where the machine's words, the header and the leaf end, and one element with what shows it. */
const start = 512 + 360 + 250;
const element = 132;

const isReading: Wanted = ({ data: phase }) => phase.phase === "read" && phase.end !== 0;

/** What is shown of data, changed. */
function changing(step: ShownStep, change: (witness: Uint8Array, first: number) => void): ShownStep {
  const witness = step.witness.slice();
  change(witness, start + 1 + 32);
  return { ...step, witness };
}

describe("DataFamily: blobs", () => {
  it("BATCH-1, BATCH-2: data end before an element of another first byte, wherever it is", async () => {
    for (const place of [0, 1, 2, 3, 5, 6]) {
      const change = (blobs: readonly Uint8Array[]) => {
        blobs[0]![32 * place] = 1 + place;
      };
      await compareBatch(makeBatch(contents, { isBlobs: true, change }));
    }
  });

  it("BATCH-1, DISPUTE-41: a transaction across two blobs, of more bytes than one may have", async () => {
    const long = writeData({
      blocks: [[new Uint8Array(131_072).fill(0xf9), new Uint8Array(131_073).fill(0xf9)]],
    });
    const batch = makeBatch({ data: long, count: 1 }, { isBlobs: true });
    const border = 126_976;
    const steps = await compareBatch(batch, ({ data: phase }) => {
      if (phase.phase !== "read") return phase.phase === "open";
      const { at, end } = phase;
      return end === 0 || end - at <= 124 || (at > border - 250 && at < border + 124) || at % 126_976 < 124;
    });
    expect(steps.filter(({ phase }) => phase === "read").length).to.be.greaterThan(8);
  });

  it("attack 33, DISPUTE-7, DISPUTE-41: bytes that disagree with the blob are refused, and the right ones decide", async () => {
    const batch = makeBatch(contents, { isBlobs: true });
    const step = findStep(batch, isReading);
    expect(await run(step)).to.deep.equal({ state: step.after, done: 1n });
    const wrong: Record<string, (witness: Uint8Array, first: number) => void> = {
      "a byte of the element": (witness, first) => (witness[first + 4 + 20]! ^= 1),
      "its first byte, as if the data ended": (witness, first) => (witness[first + 4] = 1),
      "a number that is not below the field's order": (witness, first) =>
        witness.fill(255, first + 4, first + 36),
      "the commitment": (witness, first) => (witness[first + 4 + 32 + 9]! ^= 1),
      "the proof": (witness, first) =>
        witness.copyWithin(first + 84, first + element + 84, first + 2 * element),
      "an element of another place": (witness, first) =>
        witness.copyWithin(first + 4, first + element + 4, first + 2 * element),
    };
    for (const [name, change] of Object.entries(wrong)) {
      await expect(run(changing(step, change)), name).to.be.revertedWithCustomError(
        family,
        "BatchDataElementWrong",
      );
    }
    const moved = changing(step, (witness, first) => (witness[first + 3]! -= 1));
    await expect(run(moved), "another place").to.be.revertedWithCustomError(family, "BatchDataElementWrong");
    expect(await run(step)).to.deep.equal({ state: step.after, done: 1n });
  });

  it("attack 33: an element plus the field's order is no second way to say it", async () => {
    const batch = makeBatch(contents, { isBlobs: true });
    const step = findStep(batch, isReading);
    const order = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001n;
    const other_ = changing(step, (witness, first) => {
      const value = BigInt(`0x${Buffer.from(witness.subarray(first + 4, first + 36)).toString("hex")}`);
      witness.set(Buffer.from((value + order).toString(16).padStart(64, "0"), "hex"), first + 4);
    });
    await expect(run(other_)).to.be.revertedWithCustomError(family, "BatchDataElementWrong");
  });

  it("attack 33, DISPUTE-7: other hashes, places that do not ascend or do not exist, and less than is read are refused", async () => {
    const batch = makeBatch(contents, { isBlobs: true });
    const step = findStep(batch, isReading);
    const hash = changing(step, (witness, first) => (witness[first - 1]! ^= 1));
    await expect(run(hash)).to.be.revertedWithCustomError(family, "BatchDataHashMismatch");
    const twice = changing(step, (witness, first) =>
      witness.copyWithin(first + element, first, first + element),
    );
    await expect(run(twice)).to.be.revertedWithCustomError(family, "BatchDataPlaceInvalid");
    const beyond = changing(step, (witness, first) => (witness[first + 2] = 0x10));
    await expect(run(beyond))
      .to.be.revertedWithCustomError(family, "BatchDataPlaceInvalid")
      .withArgs(4096n, (n: bigint) => n >= 4096n);
    const without = changing(step, (witness) => (witness[start]! -= 1));
    await expect(run(without)).to.be.revertedWithCustomError(family, "BatchDataNotShown");
    const nothing = Uint8Array.from([
      ...step.witness.subarray(0, start),
      0,
      ...step.witness.subarray(step.witness.length - 17),
    ]);
    await expect(run({ ...step, witness: nothing })).to.be.revertedWithCustomError(
      family,
      "BatchDataNotShown",
    );
  });

  it("attack 33: calldata are shown whole or not at all", async () => {
    const batch = makeBatch(contents);
    const step = findStep(batch, isReading);
    const form = step.witness.slice();
    form[start] = 2;
    await expect(run({ ...step, witness: form }))
      .to.be.revertedWithCustomError(family, "BatchDataFormInvalid")
      .withArgs(1n, 2n);
    const byte = step.witness.slice();
    byte[start + 9]! ^= 1;
    await expect(run({ ...step, witness: byte })).to.be.revertedWithCustomError(
      family,
      "BatchDataHashMismatch",
    );
    const other_: DataSource = { kind: "calldata", data: data.slice(1) };
    const less = findStep({ ...batch, dataSource: other_ }, isReading);
    expect(keccak256(other_.data)).not.to.equal(batch.input.header.dataHash satisfies Hex);
    await expect(run(less)).to.be.revertedWithCustomError(family, "BatchDataHashMismatch");
  });
});
