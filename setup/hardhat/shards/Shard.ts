import type { Tally } from "../Tally.js";

/** A process that runs some of the test files: what it was given, and what it has said so far. */
export interface Shard {
  readonly files: readonly string[];
  /** What it printed, errors included. */
  output: string;
  /** Counts so far. */
  tally: Tally;
  /** Milliseconds by file, of the files that have ended or begun to. */
  readonly milliseconds: Map<string, number>;
  readonly failures: string[];
  /** What it said at its end; undefined when it never came to it. */
  end?: { readonly notRun: readonly string[] };
  /** How the process ended; undefined while it runs. */
  exit?: { readonly code: number | null; readonly signal: NodeJS.Signals | null };
}
