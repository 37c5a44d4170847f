import type { Hex } from "@muniment/protocol";

import type { AuditProofs } from "./AuditProofs.js";

/** One event of the trail, chained to the line before it. */
export interface AuditLine {
  /** Position, from 1. */
  readonly line: number;
  readonly block: number;
  /** Time of the block, ISO 8601, UTC. */
  readonly time: string;
  readonly transaction: Hex;
  readonly logIndex: number;
  /** Contract's name in the repository. */
  readonly contract: string;
  readonly address: string;
  /** Event name. */
  readonly event: string;
  /** Arguments by name; whole numbers as decimal text. */
  readonly args: AuditValue;
  /** Hash of the line before; of the header for the first. */
  readonly previous: Hex;
  /** keccak256 of the canonical JSON of all fields above. */
  readonly hash: Hex;
}

/** A value of an event argument. */
export type AuditValue = string | boolean | readonly AuditValue[] | { readonly [name: string]: AuditValue };

/** What a trail is about; its hash starts the chain. */
export interface AuditHeader {
  readonly format: "muniment-audit-1";
  readonly chainId: string;
  /** Asset, or null for the whole deployment. */
  readonly asset: Hex | null;
  /** Address of Lifecycle. */
  readonly lifecycle: string;
  /** Address of AttestationRegistry. */
  readonly attestations: string;
  readonly toBlock: number;
}

/** A whole trail. */
export interface AuditTrail {
  readonly header: AuditHeader;
  readonly lines: readonly AuditLine[];
  /** Number of lines. */
  readonly count: number;
  /** Hash of the last line. */
  readonly head: Hex;
  /** What ties it to L1, when it was exported with proofs. */
  readonly proofs?: AuditProofs;
}
