import type { L1Client } from "@muniment/derivation";
import type { Hex } from "@muniment/protocol";
import type { Clock } from "../../sequencer/Clock.js";
import type { L1Fees } from "./L1Fees.js";
import type { ToldFees } from "./ToldFees.js";

/** How a node tells the oracle on L2 what L1 charges (NODE-38). */
export interface FeeTellerSettings {
  /** Key of the oracle's operator, which nobody else uses. */
  readonly key: Hex;
  /** Percent by which a fee has moved when it is told anew, at most 25; 10 unless told. */
  readonly percent?: number;
  /** Seconds after which it is told although it has not moved; 3,600 unless told. */
  readonly greatestAge?: number;
}

/** Settings, and where the node is. */
export interface FeeTellerOptions extends FeeTellerSettings {
  /** Of the lane's chain. */
  readonly chainId: bigint;
  /** Milliseconds between two looks at L1. */
  readonly pollInterval: number;
}

/** What a teller works with. */
export interface FeeTellerParts {
  readonly l1: L1Client;
  readonly clock: Clock;
  /** What the oracle holds in the newest state. */
  readonly told: () => ToldFees;
  /** The account's nonce in the newest state. */
  readonly nonceOf: (address: Hex) => bigint;
  /** What to offer, wei per gas. */
  readonly offer: () => { readonly baseFee: bigint; readonly tip: bigint };
  /** Whether the pool has it. */
  readonly isWaiting: (hash: Hex) => boolean;
  /** Takes a signed transaction into the pool. @throws what the pool throws */
  readonly submit: (raw: Hex) => Promise<void>;
  /** Told when figures were sent. */
  readonly onSent?: (fees: L1Fees) => void;
  /** Told what went wrong and is tried again. */
  readonly onTrouble: (trouble: unknown) => void;
}
