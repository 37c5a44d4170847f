import { expect } from "chai";
import type { QueueItem } from "../../../../../packages/protocol/src/index.js";
import { other, signed } from "../../../../executor/transition/helpers/chain.js";
import { genesisTime } from "../../../../executor/batches/helpers/lane.js";
import { deployBatch, type ShownStep, type Wanted } from "./helpers/deployBatch.js";
import { makeBatch } from "./helpers/makeBatch.js";
import { receiptOf, sealState } from "./helpers/sealState.js";
import { wordEntry, writeData } from "./helpers/writeData.js";

const { findStep, run, families } = await deployBatch();
const { DataFamily: data, SealFamily: seal, ItemFamily: item } = families;

const head = 512;
const header = 360;
const leaf = 250;
const compact = Uint8Array.from([
  ...[0x84, ...new Uint8Array(64).fill(3), 5, 0],
  ...Array.from({ length: 12 }, () => [127, ...new Uint8Array(128).fill(9)]).flat(),
]);
const transactions = [signed({ to: other.address, nonce: 0, data: `0x${"77".repeat(1500)}` }), compact];
const written = writeData({ words: [wordEntry([5, 1, 30, 0])], blocks: [transactions, []] });
const batch = makeBatch({ data: written, count: 2, time: genesisTime + 9n });

const inPhase =
  (phase: string, more: Wanted = () => true): Wanted =>
  (state) =>
    state.data.phase === phase && more(state);

/** A witness with a byte changed. */
function flipped(step: ShownStep, offset: number): ShownStep {
  const witness = step.witness.slice();
  const place = offset < 0 ? witness.length + offset : offset;
  witness[place]! ^= 1;
  return { ...step, witness };
}

const cut = (step: ShownStep, size = 1): ShownStep => ({ ...step, witness: step.witness.slice(0, -size) });
const longer = (step: ShownStep): ShownStep => ({ ...step, witness: Uint8Array.from([...step.witness, 0]) });

/** The same with some bytes in the place of others. */
function spliced(step: ShownStep, offset: number, removed: number, bytes: Iterable<number>): ShownStep {
  const { witness } = step;
  return {
    ...step,
    witness: Uint8Array.from([
      ...witness.subarray(0, offset),
      ...bytes,
      ...witness.subarray(offset + removed),
    ]),
  };
}

const sealed = Array.from({ length: 3 }, (_, index) => ({
  raw: new Uint8Array(40).fill(index + 1),
  receipt: receiptOf(index),
}));

const someItem: QueueItem = {
  ...{ sender: "0x00000000000000000000000000000000000000ab", isCreation: false, mint: 0n, value: 0n },
  ...{ recipient: "0x00000000000000000000000000000000000000ab", gasLimit: 30_000n, data: "0x" },
  ...{ time: genesisTime, gasBefore: 0n },
};

describe("DataFamily, ItemFamily, SealFamily: refusals", () => {
  it("DISPUTE-7: a witness of another state, header or leaf is refused", async () => {
    for (const phase of ["begin", "open", "read", "close"]) {
      const step = findStep(batch, inPhase(phase));
      const family = families[step.family];
      await expect(run(flipped(step, 100))).to.be.revertedWithCustomError(family, "MachineStateMismatch");
      await expect(run(flipped(step, head + 50))).to.be.revertedWithCustomError(
        family,
        "BatchWitnessHeaderMismatch",
      );
      await expect(run(flipped(step, head + header + 9))).to.be.revertedWithCustomError(
        family,
        "BatchWitnessLeafMismatch",
      );
    }
  });

  it("DISPUTE-7: a witness that is cut or goes on is refused", async () => {
    for (const phase of ["begin", "open", "read", "build", "close", "seal"]) {
      const step = findStep(batch, inPhase(phase));
      const family = families[step.family];
      if (phase !== "build")
        await expect(run(cut(step)), phase).to.be.revertedWithCustomError(family, "WitnessTapeCut");
      await expect(run(longer(step)), phase).to.be.revertedWithCustomError(family, "WitnessTapeTooLong");
    }
    const build = findStep(batch, inPhase("build"));
    await expect(run(cut(build))).to.be.revertedWithCustomError(data, "PagesMismatch");
    await expect(run(cut(build, build.witness.length - head))).to.be.revertedWithCustomError(
      data,
      "WitnessTapeCut",
    );
  });

  it("DISPUTE-33: a step of another phase is not taken, nor is any where none is asked for", async () => {
    const steps = ["begin", "item", "seal"].map((phase) =>
      phase === "item"
        ? findStep(makeBatch({ items: [someItem] }), inPhase("item"))
        : findStep(batch, inPhase(phase)),
    );
    for (const step of steps) {
      for (const family of ["DataFamily", "ItemFamily", "SealFamily"] as const) {
        if (family === step.family) continue;
        expect(await run({ ...step, family })).to.deep.equal({ state: step.before, done: 0n });
      }
      expect(await run(step, 0)).to.deep.equal({ state: step.before, done: 0n });
    }
    for (const family of [data, item, seal]) expect(await family.reserve()).to.equal(0n);
  });

  it("DISPUTE-20: pages that are others, too many, too few or not shown are refused", async () => {
    const step = findStep(
      batch,
      inPhase("read", (state) => state.data.phase === "read" && (state.data.entry?.size ?? 0) > 1100),
    );
    const opening = head + header + leaf + 1 + written.length;
    await expect(run(flipped(step, opening + 30))).to.be.revertedWithCustomError(data, "PagesMismatch");
    await expect(run(flipped(step, opening))).to.be.revertedWithCustomError(data, "PageBytesCountInvalid");
    const many = spliced(step, opening, 1, [129]);
    await expect(run(many)).to.be.revertedWithCustomError(data, "PagesCountInvalid");
    const hidden = spliced(step, opening + 16, 1, [0]);
    await expect(run(hidden)).to.be.revertedWithCustomError(data, "PagesMismatch");
    const last = findStep(
      batch,
      inPhase(
        "read",
        ({ data: phase }) => phase.phase === "read" && phase.end > phase.at && phase.end - phase.at <= 124,
      ),
    );
    // Its first page by hash alone.
    const { keccak256 } = await import("ethers");
    const first = last.witness.subarray(opening + 17, opening + 17 + 1024);
    const closed = spliced(
      spliced(last, opening + 17, 1024, Buffer.from(keccak256(first).slice(2), "hex")),
      opening + 16,
      1,
      [last.witness[opening + 16]! & 0xfe],
    );
    await expect(run(closed)).to.be.revertedWithCustomError(data, "PageBytesNotShown").withArgs(0n);
  });

  it("DISPUTE-41: data of a transaction that are others are refused where it is put together", async () => {
    const step = findStep(
      batch,
      inPhase("build", ({ data: phase }) => phase.phase === "build" && phase.at === phase.entry.size),
    );
    await expect(run(flipped(step, -1))).to.be.revertedWithCustomError(data, "PagesMismatch");
    expect(await run(step)).to.deep.equal({ state: step.after, done: 1n });
  });

  it("EXEC-32, DISPUTE-41: another proof of the history's slot is refused", async () => {
    const step = findStep(
      batch,
      inPhase(
        "open",
        ({ leaf: before, data: phase }) =>
          phase.phase === "open" && (phase.seen > 0 || before.dataOffset > 0),
      ),
    );
    await expect(run(flipped(step, -1))).to.be.revertedWithCustomError(data, "StateProofRootMismatch");
  });

  it("DISPUTE-43: transactions, receipts, blooms and nodes that are others are refused", async () => {
    const step = sealState(batch, sealed);
    const [receipt, transaction] = [step(3), step(4)];
    const values = head + leaf;
    for (const shown of [receipt, transaction]) {
      for (const offset of [0, 32, 67]) {
        await expect(run(flipped(shown, values + offset))).to.be.revertedWithCustomError(
          seal,
          "SealFamilyReceiptMismatch",
        );
      }
      await expect(run(flipped(shown, head + 3))).to.be.revertedWithCustomError(
        seal,
        "BatchWitnessLeafMismatch",
      );
      await expect(run(flipped(shown, -3))).to.be.revertedWithCustomError(seal, "OrderedTrieRootMismatch");
    }
    const bloom = values + 67 + sealed[1]!.receipt.length;
    await expect(run(flipped(receipt, bloom))).to.be.revertedWithCustomError(seal, "SealFamilyBloomMismatch");
    const nodes = values + 67 + sealed[1]!.raw.length;
    // Index 1 lies beside index 2, under digit 0 of the root.
    const taken = spliced(transaction, nodes, 2, [0, 6]);
    await expect(run(taken)).to.be.revertedWithCustomError(seal, "OrderedTrieDigitTaken").withArgs(1n, 6n);
    for (const prefix of [0x80, 0xc0, 0xdf, 0xe0, 0xf8]) {
      const child = spliced(transaction, nodes + 2, 1, [prefix]);
      await expect(run(child))
        .to.be.revertedWithCustomError(seal, "OrderedTrieChildInvalid")
        .withArgs(prefix);
    }
    const close = findStep(batch, inPhase("close"));
    await expect(run(flipped(close, -1))).to.be.revertedWithCustomError(seal, "SealFamilyBloomMismatch");
  });
});
