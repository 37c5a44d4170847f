import type { Hex } from "@muniment/protocol";

/** What a stored state is loaded into: a runtime, a tree, or both. */
export interface StateSink {
  /** Takes change records in order: codes before accounts, accounts before their slots. */
  load(changes: Uint8Array): void;
  /** The root of what was loaded, where there is a tree to tell it. */
  root?(): Hex;
}
