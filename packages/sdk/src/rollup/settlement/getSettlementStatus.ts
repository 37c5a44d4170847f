import type { Provider } from "ethers";

import { findHeader } from "../../bridge/findHeader.js";
import { newestRoots } from "../../confidential/l1/newestRoots.js";
import { connectRollup } from "../connectRollup.js";
import { evidenceBits, evidenceNames, type EvidenceName } from "../evidenceNames.js";
import { type BatchState, getBatchState } from "../getBatchState.js";
import type { RollupManifest } from "../rollupManifest.js";
import type { VerifierKind } from "./circuitVerifiers.js";
import { connectSettlement } from "./connectSettlement.js";

/** Where a rollup's settlement lane stands, as L1 alone says it. */
export interface SettlementStatus {
  readonly lane: number;
  /** "insecure": what the lane proves, anybody proves. */
  readonly verifiers: VerifierKind;
  readonly last: BatchState;
  readonly lastFinal: BatchState;
  /** What FINAL takes here. */
  readonly rule: { readonly evidence: readonly EvidenceName[]; readonly window: bigint };
  /** Whether the lane's verifier is enabled. */
  readonly isVerifierEnabled: boolean;
  /** The last batch that the gateway has in its books. */
  readonly settled: bigint;
  /** Items of the queue, and how many of them batches have consumed. */
  readonly queue: { readonly length: bigint; readonly cursor: bigint };
  /** The newest roots of holders and rules; undefined until registrars have signed some. */
  readonly roots: { readonly number: bigint; readonly time: bigint } | undefined;
  /** wei that the portal has for the bonds of batches, and whether it may commit. */
  readonly portal: { readonly bond: bigint; readonly isCommitter: boolean };
  readonly isFrozen: boolean;
  readonly isEnded: boolean;
}

/**
 * Asks L1 where a rollup's settlement lane stands; undefined when it has none.
 * @throws BRIDGE_EVENT_MISSING when L1's node does not have the rollup's events
 * @example const settlement = await getSettlementStatus(l1, await readRollupManifest(path));
 */
export async function getSettlementStatus(
  l1: Provider,
  manifest: RollupManifest,
): Promise<SettlementStatus | undefined> {
  const { settlement } = manifest;
  if (settlement === undefined) return undefined;
  const { lane, verifiers } = settlement;
  const rollup = connectRollup({ ...manifest, lane }, l1);
  const { Rollup, FinalityPolicy, MessageQueue } = rollup;
  const handles = connectSettlement(settlement, l1);
  const { SettlementGateway, SettlementPortal, SettlementVerifier } = handles;
  const lastIndex = await Rollup.lastBatch(lane);
  const { header } = await findHeader(rollup, lastIndex);
  const rule = await FinalityPolicy.laneRule(lane);
  const enabled = await FinalityPolicy.verifierOf(lane, evidenceBits.PROVEN);
  return {
    ...{ lane, verifiers },
    last: await getBatchState(rollup, lastIndex),
    lastFinal: await getBatchState(rollup, await Rollup.lastFinal(lane)),
    rule: { evidence: evidenceNames(rule.evidence), window: rule.window },
    isVerifierEnabled: enabled === SettlementVerifier.target,
    settled: (await SettlementGateway.progress()).index,
    queue: { length: await MessageQueue.length(lane), cursor: header.queueCursor },
    roots: await newestRoots(handles),
    portal: {
      bond: await Rollup.freeBondOf(SettlementPortal.target),
      isCommitter: await Rollup.hasRole(await Rollup.COMMITTER_ROLE(), SettlementPortal.target),
    },
    isFrozen: await Rollup.isFrozen(lane),
    isEnded: await Rollup.isEnded(lane),
  };
}
