import type { Transport } from "./load/Submitter.js";

/** What a run of the node's benchmark was asked for. */
export interface NodeBenchOptions {
  /** How requests travel; each is measured by itself. */
  readonly transports: readonly Transport[];
  /** Transactions of a transport's loads in all, at most. */
  readonly transactions: number;
  readonly senders: number;
  /** Holders of the token, senders included. */
  readonly accounts: number;
  /** Seconds of each open-loop load, when there are transactions enough. */
  readonly seconds: number;
  readonly seed: number;
  readonly isRecorded: boolean;
}
