import { lastBlockOf, type Hex } from "@muniment/protocol";

import { findHeader } from "../bridge/findHeader.js";
import type { RollupContracts } from "./connectRollup.js";
import { evidenceNames, type EvidenceName } from "./evidenceNames.js";

/** A batch as L1 has it. */
export interface BatchState {
  readonly index: bigint;
  readonly digest: Hex;
  readonly level: "COMMITTED" | "FINAL";
  readonly evidence: readonly EvidenceName[];
  /** Last block of L2 in it. */
  readonly lastBlock: bigint;
  readonly stateRoot: Hex;
  readonly committer: string;
  /** Unix time, seconds; zero for the genesis batch. */
  readonly committedAt: bigint;
}

/**
 * Asks L1 about a batch of the lane.
 * @throws BRIDGE_EVENT_MISSING when L1's node does not have the rollup's events
 */
export async function getBatchState(rollup: RollupContracts, index: bigint): Promise<BatchState> {
  const { Rollup, lane } = rollup;
  const [digest, level, evidence, { header }, { committer, committedAt }] = await Promise.all([
    Rollup.digestOf(lane, index),
    Rollup.levelOf(lane, index),
    Rollup.evidenceOf(lane, index),
    findHeader(rollup, index),
    Rollup.commitOf(lane, index),
  ]);
  return {
    ...{ index, digest: digest as Hex, level: level === 2n ? "FINAL" : "COMMITTED" },
    evidence: evidenceNames(evidence),
    lastBlock: lastBlockOf(header),
    ...{ stateRoot: header.stateRoot, committer, committedAt },
  };
}
