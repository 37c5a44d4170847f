import { zeroHash } from "@muniment/protocol";
import { expect } from "chai";
import { stepFamilies } from "../../../../../packages/challenger/src/index.js";
import { Random } from "../../../../executor/fuzz/helpers/Random.js";
import { startTransaction } from "../../../../executor/machine/helpers/compareTransaction.js";
import { chainId } from "../../../../executor/transition/helpers/chain.js";
import { deployFamilies } from "../helpers/deployFamilies.js";
import { produceBatch } from "../helpers/produceBatch.js";
import { alterations } from "./helpers/alterations.js";
import { ownCases } from "./helpers/ownCases.js";
import { randomProgram } from "./helpers/randomProgram.js";
import { type Outcome, StepLoop } from "./helpers/StepLoop.js";
import { type SampledStep, StepSample } from "./helpers/StepSample.js";

const seed = Number(process.env["MUNIMENT_DISPUTE_SEED"] ?? 6003);
const programs = 120;
/** Ways in which each step's witness is altered. */
const ways = Number(process.env["MUNIMENT_DISPUTE_WAYS"] ?? 24);

/** What became of altered witnesses. */
interface Count {
  refused: number;
  same: number;
}

function count(
  { state, problem }: Outcome,
  { title, segment }: SampledStep,
  counted: Count,
  how: string,
): void {
  if (state === segment.after) counted.same++;
  else {
    expect(state, `${title}: ${how}, ${problem}`).to.equal(zeroHash);
    counted.refused++;
  }
}

/** Steps of transactions, of every opcode and phase. */
function sampleOfTransactions(): SampledStep[] {
  const sample = new StepSample(1);
  for (const [title, given] of ownCases) sample.take(startTransaction(given).machine, title);
  for (let index = 0; index < programs; index++) {
    sample.take(startTransaction(randomProgram(seed, index)).machine, `program ${index} of seed ${seed}`);
  }
  return sample.steps;
}

/** Steps of a lane's batch, and the verifier of its chain. */
async function sampleOfBatch(as: "calldata" | "blobs"): Promise<{ loop: StepLoop; steps: SampledStep[] }> {
  const connection = await StepLoop.connect();
  const { queue, header, digest, shown, machine: first } = await produceBatch(as, connection);
  const { verifier } = await deployFamilies(Number(chainId), queue, connection);
  const sample = new StepSample(2);
  for (let left = header.steps - 1, machine = first; left > 0; left--, machine = machine.next()) {
    sample.take(machine, `batch in ${as}, ${left} left`, { shown, digest });
  }
  return { loop: await StepLoop.of(verifier, connection), steps: sample.steps };
}

async function alterAll(
  loop: StepLoop,
  steps: readonly SampledStep[],
  times: number,
): Promise<Map<string, Count>> {
  const counts = new Map<string, Count>();
  const random = new Random(seed, -9);
  for (const step of steps) {
    const [right] = await loop.run([step.segment]);
    expect(right?.state, step.title).to.equal(step.segment.after);
    const counted = counts.get(step.family) ?? { refused: 0, same: 0 };
    counts.set(step.family, counted);
    const altered = alterations(random, step.segment.witness, times);
    const outcomes = await loop.runAltered(step.segment, altered);
    expect(outcomes.length).to.equal(altered.length);
    for (const [index, outcome] of outcomes.entries()) {
      const { position, cut, replacement } = altered[index]!;
      const how = `${cut} bytes at ${position} are ${Buffer.from(replacement).toString("hex")}`;
      count(outcome, step, counted, how);
    }
  }
  console.log(`        ${JSON.stringify(Object.fromEntries(counts))}`);
  return counts;
}

describe("dispute machine on L1: altered witnesses", () => {
  it("CONFORM-14, DISPUTE-7, attack 26: of transactions decide nothing else", async () => {
    const counts = await alterAll(await StepLoop.open(1), sampleOfTransactions(), ways);
    for (const family of stepFamilies.slice(0, 10))
      expect(counts.get(family)?.refused, family).to.be.above(ways / 2);
  }).timeout(900_000);

  for (const as of ["calldata", "blobs"] as const) {
    it(`CONFORM-14, DISPUTE-7, attack 33: of a whole batch in ${as} decide nothing else`, async () => {
      const { loop, steps } = await sampleOfBatch(as);
      const counts = await alterAll(loop, steps, 2 * ways);
      for (const family of ["DataFamily", "ItemFamily", "SealFamily", "StartFamily", "RecordFamily"]) {
        expect(counts.get(family)?.refused, family).to.be.above(ways / 2);
      }
    }).timeout(900_000);
  }

  it("CONFORM-14, DISPUTE-7, attack 34: steps with less gas than they need decide nothing else", async () => {
    const loop = await StepLoop.open(1);
    const random = new Random(seed, -8);
    const counted: Count = { refused: 0, same: 0 };
    const steps = sampleOfTransactions();
    const right = await loop.run(steps.map(({ segment }) => segment));
    for (const [index, step] of steps.entries()) {
      const { gasUsed, state } = right[index]!;
      expect(state, step.title).to.equal(step.segment.after);
      // A family that calls a contract asks for more than it uses: what lies between is tried too.
      const gases = Array.from({ length: 12 }, () =>
        random.pick([
          random.below(gasUsed),
          gasUsed - random.below(5000),
          gasUsed + random.below(12_000_000),
        ]),
      );
      const outcomes = await loop.run(gases.map((gas) => ({ ...step.segment, gas: Math.max(0, gas) })));
      for (const [at, outcome] of outcomes.entries()) count(outcome, step, counted, `${gases[at]} gas`);
    }
    console.log(`        ${JSON.stringify(counted)}`);
    expect(counted.refused).to.be.above(steps.length);
  }).timeout(900_000);
});
