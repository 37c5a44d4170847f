import type { Hex } from "@muniment/protocol";

/** The tree of messages to L1 as the messenger keeps it in its slots 0 and 1 (spec/bridge.md, BRIDGE-2). */
export interface MessageState {
  readonly root: Hex;
  readonly count: bigint;
}
