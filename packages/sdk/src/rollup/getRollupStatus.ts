import type { Provider } from "ethers";

import { findHeader } from "../bridge/findHeader.js";
import { findItem } from "../bridge/findItem.js";
import { areAttestersSimulated } from "./areAttestersSimulated.js";
import { connectRollup, type RollupContracts } from "./connectRollup.js";
import { evidenceNames, type EvidenceName } from "./evidenceNames.js";
import { type BatchState, getBatchState } from "./getBatchState.js";
import type { RollupManifest } from "./rollupManifest.js";
import { getSettlementStatus, type SettlementStatus } from "./settlement/getSettlementStatus.js";

/** What waits in the queue. */
export interface QueueState {
  readonly length: bigint;
  /** Place of the first item that no batch has consumed. */
  readonly cursor: bigint;
  /** That item, when there is one. */
  readonly oldest?: {
    readonly place: bigint;
    /** Unix time, seconds. */
    readonly queuedAt: bigint;
    /** Seconds that it has waited, pauses not counted. */
    readonly waited: bigint;
    /** Unix time from which on it is due, seconds. */
    readonly dueAt: bigint;
    readonly isDue: boolean;
  };
}

/** A sequencer's bond. */
export interface SequencerState {
  readonly sequencer: string;
  /** wei */
  readonly bond: bigint;
  /** Unix time from which it may be withdrawn, seconds; zero: it stays. */
  readonly leavesAt: bigint;
  readonly isBarred: boolean;
}

/** Where a rollup's lane stands, as L1 alone says it. */
export interface RollupStatus {
  readonly lane: number;
  readonly chainId: number;
  readonly l1ChainId: number;
  /** How often the lane was rolled back. */
  readonly epoch: bigint;
  readonly last: BatchState;
  readonly lastFinal: BatchState;
  /** What FINAL takes here. */
  readonly rule: { readonly evidence: readonly EvidenceName[]; readonly window: bigint };
  /** "trusted": attesters sign with SIMULATED keys. */
  readonly trust: "trusted" | "attested";
  readonly queue: QueueState;
  /** Whether the queue has waited so long that anyone with a bond may commit (QUEUE-12). */
  readonly isEnforced: boolean;
  /** Unix time, seconds; undefined: nothing is paused. */
  readonly pausedUntil: bigint | undefined;
  readonly isFrozen: boolean;
  readonly isEnded: boolean;
  /** wei that the committer of a batch locks. */
  readonly batchBond: bigint;
  readonly sequencers: readonly SequencerState[];
  /** The settlement lane, where there is one. */
  readonly settlement: SettlementStatus | undefined;
}

/**
 * Asks L1 where a lane stands.
 * @throws BRIDGE_EVENT_MISSING when L1's node does not have the rollup's events
 * @example const { lastFinal, queue } = await getRollupStatus(l1, await readRollupManifest(path));
 */
export async function getRollupStatus(l1: Provider, manifest: RollupManifest): Promise<RollupStatus> {
  const rollup = connectRollup(manifest, l1);
  const { Rollup, FinalityPolicy, lane } = rollup;
  const lastIndex = await Rollup.lastBatch(lane);
  const [epoch, last, lastFinal, rule, isSimulated, terms] = await Promise.all([
    Rollup.epochOf(lane),
    getBatchState(rollup, lastIndex),
    Rollup.lastFinal(lane).then((index) => getBatchState(rollup, index)),
    FinalityPolicy.laneRule(lane),
    areAttestersSimulated(rollup),
    Rollup.termsOf(lane),
  ]);
  const { queue, isEnforced } = await queueState(rollup, lastIndex, l1);
  return {
    ...{ lane, chainId: manifest.chainId, l1ChainId: manifest.l1ChainId, epoch, last, lastFinal },
    rule: { evidence: evidenceNames(rule.evidence), window: rule.window },
    trust: isSimulated ? "trusted" : "attested",
    ...{ queue, isEnforced },
    pausedUntil: await pausedUntil(rollup),
    isFrozen: await Rollup.isFrozen(lane),
    isEnded: await Rollup.isEnded(lane),
    batchBond: terms.bondGwei * 10n ** 9n,
    sequencers: await sequencersOf(rollup),
    settlement: await getSettlementStatus(l1, manifest),
  };
}

async function queueState(
  rollup: RollupContracts,
  lastBatch: bigint,
  l1: Provider,
): Promise<{ readonly queue: QueueState; readonly isEnforced: boolean }> {
  const { MessageQueue, Guardian, lane } = rollup;
  const [length, { deadline }, { header }, block] = await Promise.all([
    MessageQueue.length(lane),
    MessageQueue.termsOf(lane),
    findHeader(rollup, lastBatch),
    l1.getBlock("latest"),
  ]);
  const cursor = header.queueCursor;
  const found = cursor < length ? await findItem(rollup, cursor) : undefined;
  if (found === undefined || block === null) return { queue: { length, cursor }, isEnforced: false };
  const queuedAt = found.item.time;
  const waited = await Guardian.elapsedSince(queuedAt, { blockTag: block.number });
  const dueAt = BigInt(block.timestamp) - waited + deadline;
  const oldest = { place: cursor, queuedAt, waited, dueAt, isDue: waited > deadline };
  return { queue: { length, cursor, oldest }, isEnforced: waited > 2n * deadline };
}

async function pausedUntil({ Guardian, l1Block }: RollupContracts): Promise<bigint | undefined> {
  if (!(await Guardian.isPaused())) return undefined;
  const pauses = await Guardian.queryFilter(Guardian.filters.Paused(), l1Block);
  return pauses.at(-1)?.args.until;
}

async function sequencersOf({ SequencerBond, l1Block }: RollupContracts): Promise<SequencerState[]> {
  const deposits = await SequencerBond.queryFilter(SequencerBond.filters.BondDeposited(), l1Block);
  const sequencers = [...new Set(deposits.map(({ args }) => args.sequencer))];
  return Promise.all(
    sequencers.map(async (sequencer) => ({
      sequencer,
      bond: await SequencerBond.bondOf(sequencer),
      leavesAt: await SequencerBond.leavesAt(sequencer),
      isBarred: await SequencerBond.isBarred(sequencer),
    })),
  );
}
