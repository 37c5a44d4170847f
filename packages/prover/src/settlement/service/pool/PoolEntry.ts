import type { Hex, SettlementOperation } from "@muniment/protocol";
import type { Problem } from "@muniment/sdk";
import type { ShieldKey } from "../lane/ShieldKey.js";

/** An operation that the service has taken in. */
export interface PoolEntry {
  readonly id: Hex;
  readonly operation: SettlementOperation;
  readonly nullifiers: readonly bigint[];
  /** What it shields; undefined when it does not. */
  readonly shield: ShieldKey | undefined;
  /** When it came, the clock's milliseconds. */
  readonly at: number;
  /** Whether L1 has it, as far as it was read. */
  isSettled: boolean;
  /** L1 block since which no item is there for what it shields; undefined while one is. */
  missingSince?: number;
  /** Why it can be settled no more. */
  problem?: Problem;
}
