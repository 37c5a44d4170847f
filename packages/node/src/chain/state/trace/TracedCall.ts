import type { Hex } from "@muniment/protocol";

/** The call or creation whose trace is wanted, as it began. */
export interface TracedCall {
  readonly from: Hex;
  /** Absent: it creates. */
  readonly to?: Hex;
  readonly gas: bigint;
  readonly value: bigint;
  readonly input: Uint8Array;
}

/** How it ended. */
export interface TracedOutcome {
  readonly outcome: "returned" | "reverted" | "halted";
  readonly gasUsed: bigint;
  readonly output: Uint8Array;
  /** Address of what it created; the output is its code. */
  readonly created?: Hex;
}
