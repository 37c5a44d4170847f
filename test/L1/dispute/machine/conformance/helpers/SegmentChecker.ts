import { expect } from "chai";
import { collectSteps } from "../../../../../../packages/challenger/src/index.js";
import type { Machine, MachineState } from "../../../../../../packages/executor/src/index.js";
import { stateNow } from "./featuresOf.js";
import { endless, gasOnL1, type Segment, type StepLoop } from "./StepLoop.js";

/** What is checked of a machine. */
export interface Checked {
  /** Names the case. */
  readonly title: string;
  /** Steps of a segment. */
  readonly stepsAtOnce: number;
  /** Steps at most; the rest is left out. */
  readonly most?: number;
  /** Told of the state before and behind each segment. */
  readonly look?: (before: Readonly<MachineState>, after: Readonly<MachineState>) => void;
}

/** Bytes of witnesses that one call brings. */
const most = 2_000_000;

/** Runs machines, and the same segments on L1, many in a call; both must come to the same states. */
export class SegmentChecker {
  readonly #loop: StepLoop;
  #waiting: { readonly segment: Segment; readonly title: string }[] = [];
  #bytes = 0;
  /** What was checked so far; the gas is the most that one segment took, its witness as calldata not counted. */
  readonly count = { segments: 0, steps: 0, gas: 0, dearest: "" };

  constructor(loop: StepLoop) {
    this.#loop = loop;
  }

  /** Runs a machine to its end and gathers its segments. @returns Steps made. */
  async add(
    machine: Machine,
    { title, stepsAtOnce, most: bound = Infinity, look }: Checked,
  ): Promise<number> {
    const first = machine.steps;
    let before = machine.commitment();
    while (!machine.isDone && machine.steps - first < bound) {
      const from = machine.steps;
      const start = stateNow(machine.state);
      const witness = collectSteps(machine, stepsAtOnce);
      const after = machine.commitment();
      // A single step must be within the gas of L1; of many the game asks for fewer when they are not.
      const gas = stepsAtOnce === 1 ? gasOnL1(witness) : endless;
      const segment = { before, after, steps: stepsAtOnce, witness, gas };
      this.#waiting.push({ segment, title: `${title}, step ${from}, ${start.data.phase}` });
      look?.(start, machine.state);
      this.#bytes += witness.length;
      this.count.steps += machine.steps - from;
      before = after;
      if (this.#bytes > most) await this.finish();
    }
    return machine.steps - first;
  }

  /** Has L1 run what waits. */
  async finish(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#bytes = 0;
    if (waiting.length === 0) return;
    const outcomes = await this.#loop.run(waiting.map(({ segment }) => segment));
    expect(outcomes.length).to.equal(waiting.length);
    for (const [index, { segment, title }] of waiting.entries()) {
      const { state, problem, gasUsed } = outcomes[index]!;
      expect({ state, problem }, title).to.deep.equal({ state: segment.after, problem: "0x00000000" });
      this.count.segments++;
      if (gasUsed <= this.count.gas) continue;
      this.count.gas = gasUsed;
      this.count.dearest = title;
    }
  }
}
