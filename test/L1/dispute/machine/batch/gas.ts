import { expect } from "chai";
import { encodeStepParts, toHex } from "../../../../../packages/protocol/src/index.js";
import { lower } from "../../../../executor/transition/helpers/chain.js";
import { contracts, genesisTime } from "../../../../executor/batches/helpers/lane.js";
import { deployBatch, type ShownStep, type Wanted } from "./helpers/deployBatch.js";
import { enqueue } from "./helpers/enqueue.js";
import { makeBatch } from "./helpers/makeBatch.js";
import { receiptOf, sealState } from "./helpers/sealState.js";
import { leb, wordEntry, writeData } from "./helpers/writeData.js";

const deployed = await deployBatch();
const { findStep, families, ethers, l1 } = deployed;
const verifier = await ethers.deployContract("StepVerifier", [Object.values(families)]);
const places = Object.keys(families);

/** What a transaction with a step costs: no more than so much, and less than a third of it is not enough to be a bound. */
async function expectGas(step: ShownStep, most: bigint): Promise<void> {
  const witness = encodeStepParts([{ family: places.indexOf(step.family), most: 1, witness: step.witness }]);
  const call = verifier.getFunction("run");
  expect(await call.staticCall(step.digest, step.before, 1, witness, { gasLimit: 16_777_216n })).to.equal(
    step.after,
  );
  const gas = await call.estimateGas(step.digest, step.before, 1, witness);
  if (process.env["MUNIMENT_PRINT_GAS"] !== undefined) process.stdout.write(`${step.phase} ${gas}\n`);
  expect(gas).to.be.within(most / 3n, most);
}

const signature = new Uint8Array(64).fill(3);
const words = Array.from({ length: 40 }, () => wordEntry([...leb(50_000), 2, 30, 1, 1, 5]));
const addresses = Array.from({ length: 40 }, (_, index) => new Uint8Array(20).fill(index + 1));
const pieces = Array.from({ length: 512 }, () => [127, ...new Uint8Array(128).fill(0xee)]).flat();
const compact = Uint8Array.from([0x94, ...signature, 5, 38, 35, ...pieces]);
const data = writeData({ addresses, words, blocks: [[compact]] });
const contents = { data, count: 1 };

const inPhase =
  (phase: string, more: Wanted = () => true): Wanted =>
  (state) =>
    state.data.phase === phase && more(state);

describe("DataFamily, ItemFamily, SealFamily: gas of the dearest steps", () => {
  it("DISPUTE-7: of data in blobs", async () => {
    const batch = makeBatch(contents, { isBlobs: true });
    await expectGas(findStep(batch, inPhase("begin")), 120_000n);
    const part: Wanted = ({ data: phase }) => phase.phase === "open" && phase.seen > 200;
    await expectGas(findStep(batch, part), 900_000n);
    const fields: Wanted = ({ data: phase, leaf }) =>
      phase.phase === "open" && phase.seen > 2100 && leaf.dataOffset === 0;
    await expectGas(findStep(batch, fields), 450_000n);
    await expectGas(findStep(batch, inPhase("build")), 1_000_000n);
    const last: Wanted = ({ data: phase }) => phase.phase === "build" && phase.at === phase.entry.size;
    await expectGas(findStep(batch, last), 4_000_000n);
    const piece: Wanted = ({ data: phase }) => phase.phase === "build" && phase.content.size > 66_000;
    await expectGas(findStep(batch, piece), 700_000n);
  });

  it("DISPUTE-7, DISPUTE-41: of calldata that are shown whole where the dictionary is needed alone", async () => {
    const filler = new Uint8Array(131_072 - data.length - 4).fill(0xf9);
    const whole = makeBatch({ data: writeData({ addresses, words, blocks: [[compact, filler]] }), count: 1 });
    await expectGas(findStep(whole, inPhase("build")), 6_000_000n);
    const piece: Wanted = ({ data: phase }) => phase.phase === "build" && phase.content.size > 66_000;
    await expectGas(findStep(whole, piece), 400_000n);
    const last: Wanted = ({ data: phase }) => phase.phase === "build" && phase.at === phase.entry.size;
    await expectGas(findStep(whole, last), 3_000_000n);
  });

  it("DISPUTE-7: of the last part of the longest transaction, in blobs and in calldata", async () => {
    const long = writeData({ blocks: [[new Uint8Array(131_072 - 24).fill(0xf9)]] });
    const last: Wanted = ({ data: phase }) =>
      phase.phase === "read" && phase.end !== 0 && phase.end - phase.at <= 124;
    await expectGas(findStep(makeBatch({ data: long, count: 1 }, { isBlobs: true }), last), 1_200_000n);
    await expectGas(findStep(makeBatch({ data: long, count: 1 }), last), 8_000_000n);
  });

  it("DISPUTE-7: of the longest item", async () => {
    const items = await enqueue(deployed, [
      { recipient: contracts.hasher, data: toHex(new Uint8Array(65_536).fill(0xee)), gasLimit: 3_000_000n },
    ]);
    const queue = lower(await l1.queue.getAddress());
    await expectGas(findStep(makeBatch({ items }, { queue }), inPhase("item")), 4_000_000n);
  });

  it("DISPUTE-7, DISPUTE-43: of the longest transaction and receipt, and of a block's end", async () => {
    const batch = makeBatch({ blocks: [{ time: genesisTime + 1n, transactions: [] }] });
    const sealed = Array.from({ length: 300 }, (_, index) => ({
      raw: new Uint8Array(index === 270 ? 131_072 : 200).fill(0xf9),
      receipt: receiptOf(index, index === 270 ? 131_072 : 0, 2),
    }));
    const step = sealState(batch, sealed);
    await expectGas(step(542), 8_000_000n);
    await expectGas(step(541), 8_000_000n);
    await expectGas(findStep(batch, inPhase("close")), 150_000n);
  });
});
