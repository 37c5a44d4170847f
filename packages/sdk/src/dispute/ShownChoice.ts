import type { Hex } from "@muniment/protocol";

/** One of those that were shown. */
export interface ShownChoice {
  /** What the other side has shown last. */
  readonly shown: readonly Hex[];
  /** Which of them, from 0. */
  readonly which: number;
}
