import type { BlobArchive, L1Client } from "@muniment/derivation";
import type { RuntimeCapacity } from "@muniment/executor";
import type { Hex, ProtocolError } from "@muniment/protocol";
import type { JsonRpcApiProvider } from "ethers";
import type { Logger } from "pino";
import type { LaneGenesis } from "../lane/FinalLog.js";
import type { MetricsPlace } from "./serveMetrics.js";

/** Which side of disputes a process is on. */
export type PlayerSide =
  | { readonly role: "challenger" }
  /** @param batchBond wei that a batch of the committer's locks. */
  | { readonly role: "defender"; readonly committer: Hex; readonly batchBond: bigint };

/** What a process needs to play disputes about a lane. */
export interface PlayerProcessOptions {
  readonly side: PlayerSide;
  /** Where what is FINAL and what was sent are kept; a second run goes on with it. */
  readonly directory: string;
  readonly lane: number;
  /** The lane's chain on L2. */
  readonly chainId: bigint;
  readonly l1: JsonRpcApiProvider;
  /** Who moves: nobody else may use the key. */
  readonly key: Hex;
  /** Addresses on L1. */
  readonly contracts: { readonly rollup: Hex; readonly queue: Hex; readonly game: Hex };
  /** L1 block of the deployment. */
  readonly fromBlock: bigint;
  /** Where blobs are found; nobody believes it. */
  readonly archive: BlobArchive;
  readonly genesis: LaneGenesis;
  readonly capacity?: RuntimeCapacity;
  /** Milliseconds between two looks at L1; 4,000 unless told. */
  readonly pollInterval?: number;
  /** L1 blocks after which what was sent counts as done; 2 unless told. */
  readonly confirmations?: number;
  /** wei a unit of gas, beyond which no offer is raised; 500 gwei unless told. */
  readonly feeLimit?: bigint;
  /** The proofs that L1 wants with a blob: of its cells (EIP-7594) unless told, or of the blob (EIP-4844). */
  readonly blobProofs?: "cells" | "blob";
  /** Binary logarithm of the most steps that L1 is to run at once; 9 unless told. */
  readonly proveLevel?: number;
  /** Where figures are served; nowhere unless told. */
  readonly metrics?: MetricsPlace;
}

/** What a process works with, and whom it tells. */
export interface PlayerProcessParts {
  /** Silent unless given. */
  readonly log?: Logger;
  /** In place of one made of the options' provider. */
  readonly client?: L1Client;
  /** Told what goes wrong: a tick that failed and is tried again, a move that L1 refuses, a dispute that is lost. */
  readonly onTrouble?: (trouble: unknown) => void;
  /** Told of each batch that is wrong. */
  readonly onWrong?: (problem: ProtocolError) => void;
  /** Told when a tick is over, whatever it did. */
  readonly onTick?: () => void;
}
