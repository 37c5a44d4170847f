import { threadTime } from "./threadTime.js";

/** Stages of a block on the executing thread. */
export type Stage = "execution" | "tree" | "sealing" | "log";

/** Adds up what each stage takes of this thread's processor time. */
export class StageClock {
  readonly totals: Record<Stage, number> = { execution: 0, tree: 0, sealing: 0, log: 0 };
  #last = threadTime();

  /** Begins to count: what came since the last stage is nobody's. */
  begin(): void {
    this.#last = threadTime();
  }

  /** What came since `begin`, or since the last stage ended, was this stage's. */
  end(stage: Stage): void {
    const now = threadTime();
    this.totals[stage] += now - this.#last;
    this.#last = now;
  }
}
