import type { Result } from "./Result.js";

/** What a run of a benchmark leaves: the JSON document. */
export interface Report {
  readonly bench: string;
  /** Commit of the working tree, with `+` when files differ from it. */
  readonly commit: string;
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly machine: string;
  /** Seed of whatever is random. */
  readonly seed: number;
  readonly results: readonly Result[];
}
