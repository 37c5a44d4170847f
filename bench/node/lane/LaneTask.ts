import type { Population } from "../../executor/people/Population.js";

/** What the node's process is told to open. */
export interface LaneTask {
  readonly directory: string;
  readonly population: Population;
}

/** What it is asked while it runs. */
export type LaneQuestion = "usage" | "close";

/** What it says: that it serves, what it has taken so far, or what went wrong. */
export type LaneReply =
  | { readonly url: string }
  /** Microseconds of processor time of all its threads, and of its main thread. */
  | { readonly all: number; readonly main: number; readonly resident: number }
  | { readonly problem: string };

/** Signs the lane's receipts; of no use but here. */
export const laneSigning = {
  key: `0x${"5e".repeat(32)}`,
  domain: { chainId: 1n, verifyingContract: `0x${"b0".repeat(20)}` },
} as const;
