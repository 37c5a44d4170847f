import type { ReliableSender } from "@muniment/sdk";
import type { JsonRpcApiProvider } from "ethers";
import type { Logger } from "pino";
import type { LaneOptions } from "./lane/LaneView.js";
import type { CircuitProver } from "./proving/CircuitProver.js";

/** How the service works. */
export interface ServiceOptions extends LaneOptions {
  /** Folder of the journal; it holds nullifier keys. */
  readonly directory: string;
  /** Address of the operator, whose transactions the sender sends. */
  readonly operator: string;
  /** Whether an INSECURE reference string is refused. */
  readonly isProduction: boolean;
  /** Milliseconds that an operation waits for others at most; 10,000 unless told. */
  readonly greatestWait?: number;
  /** Seconds that a shield on L1 waits for its operation; 600 unless told, and never more than half the deadline. */
  readonly shieldPatience?: bigint;
  /** Operations that may wait; 10,000 unless told. */
  readonly mostWaiting?: number;
  /** L1 blocks, its own included, behind which a batch counts as final for clients; 1 unless told. */
  readonly confirmations?: number;
}

/** What the service works with. */
export interface ServiceParts {
  readonly provider: JsonRpcApiProvider;
  /** Of a key that nobody else uses and that is an operator of the portal. */
  readonly sender: ReliableSender;
  readonly prover: CircuitProver;
  readonly clock: ServiceClock;
  readonly log?: Logger;
}

/** Time, passed in. */
export interface ServiceClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `work` after so many milliseconds. @returns What cancels it. */
  after(milliseconds: number, work: () => void): () => void;
}
