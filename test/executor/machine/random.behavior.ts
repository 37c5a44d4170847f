import { expect } from "chai";
import { expectSameTrace } from "./helpers/compareBatch.js";
import { randomBatch } from "./helpers/randomBatch.js";

/** Batches of random programs, on the machine and on the compiled executor. */
export function itAgreesOnRandomBatches(seeds: number, size: number): void {
  it(`DISPUTE-33, DISPUTE-44 to DISPUTE-47: ${seeds} random batches end in the executor's leaves`, () => {
    let steps = 0;
    let succeeded = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const batch = randomBatch(seed, size);
      try {
        steps += expectSameTrace(batch);
      } catch (error) {
        throw new TypeError(`seed ${seed}`, { cause: error });
      }
      const receipts = batch.execution.blocks.flatMap((block) => block.receipts);
      succeeded += receipts.filter(({ isSuccess }) => isSuccess).length;
    }
    console.log(`        ${steps} steps, ${succeeded} transactions succeeded`);
    expect(succeeded).to.be.greaterThan(seeds);
  }).timeout(3_600_000);
}
