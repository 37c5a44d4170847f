import type { SigningTask } from "./SigningTask.js";

/** The share of a task that one thread signs: transactions `from` … `to` - 1. */
export interface SigningShare {
  readonly task: SigningTask;
  readonly from: number;
  readonly to: number;
}
