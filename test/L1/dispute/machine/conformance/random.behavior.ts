import { expect } from "chai";
import { Random } from "../../../../executor/fuzz/helpers/Random.js";
import { startTransaction } from "../../../../executor/machine/helpers/compareTransaction.js";
import { randomProgram } from "./helpers/randomProgram.js";
import { SegmentChecker } from "./helpers/SegmentChecker.js";
import { StepLoop } from "./helpers/StepLoop.js";

/** Programs from a fixed seed, and how they are run. */
export interface RandomRun {
  readonly seed: number;
  readonly programs: number;
  readonly stepsAtOnce: number;
  /** Steps in a row of a program that are checked, from any of its steps on; otherwise all. */
  readonly steps?: number;
}

/** Random programs in segments on both machines. */
export function itAgreesOnRandomPrograms({ seed, programs, stepsAtOnce, steps }: RandomRun): void {
  it(`CONFORM-13: ${programs} random programs, ${stepsAtOnce} steps at a time`, async () => {
    const checker = new SegmentChecker(await StepLoop.open(1));
    const random = new Random(seed, -7);
    for (let index = 0; index < programs; index++) {
      const { machine } = startTransaction(randomProgram(seed, index));
      const whole = machine.clone();
      whole.finish();
      if (steps !== undefined) machine.seek(random.below(Math.max(1, whole.steps - steps + 1)));
      const title = `program ${index} of seed ${seed}`;
      await checker.add(machine, { title, stepsAtOnce, ...(steps === undefined ? {} : { most: steps }) });
    }
    await checker.finish();
    console.log(`        ${JSON.stringify(checker.count)}`);
    expect(checker.count.steps).to.be.greaterThan(20 * programs);
  }).timeout(3_600_000);
}
