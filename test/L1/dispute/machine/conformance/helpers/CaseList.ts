/** Cases that are stepped through one step at a time: `cases.json`. */
export interface CaseList {
  /** By the file of the official state tests and the title within it: steps. */
  readonly stateTests: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By their number: steps. */
  readonly randomPrograms: Readonly<Record<string, number>>;
  /** By their names: steps. */
  readonly own: Readonly<Record<string, number>>;
  /** What they show together. */
  readonly covers: readonly string[];
}

/** Of the random programs among the cases. */
export const casesSeed = 6000;
