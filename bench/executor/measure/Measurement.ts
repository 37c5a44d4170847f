import type { Compilation } from "../chain/compileCodes.js";
import type { PipelineRun } from "../pipeline/PipelineRun.js";
import type { RecoveryRun } from "./recoveryLimit.js";

/** Bytes that a state takes. */
export interface Footprint {
  /** Resident memory of the process when the run ended. */
  readonly resident: number;
  /** By which loading the accounts and slots made it grow, and what was loaded. */
  readonly growth: number;
  readonly accounts: number;
  readonly slots: number;
}

/** Execution alone: microseconds for each transaction, here and by the peers. */
export interface Peers {
  /** Transactions of the block that was held against the reference. */
  readonly compared: number;
  readonly execution: number;
  /** `@ethereumjs/vm`. */
  readonly reference: number;
  /** Mining by `anvil`; undefined where it is not installed. */
  readonly anvil?: number;
}

/** Everything measured of one workload at one size. */
export interface Measurement {
  readonly workload: string;
  readonly accounts: number;
  /** Which library recovers the signatures. */
  readonly library: string;
  readonly runs: readonly PipelineRun[];
  /** Recovery alone, of the same transactions, right before each of `runs`. */
  readonly limits: readonly RecoveryRun[];
  /** The same with a root after every transaction. */
  readonly marked: PipelineRun;
  /** Microseconds of processor time that decoding a transaction takes, which is part of recovery. */
  readonly decoding: number;
  readonly peers: Peers;
  readonly footprint: Footprint;
  readonly compilations: readonly Compilation[];
}
