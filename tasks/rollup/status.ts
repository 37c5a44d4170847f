import {
  describeEvidence,
  getRollupStatus,
  readRollupManifest,
  type RollupStatus,
  type SettlementStatus,
} from "@muniment/sdk";

import { offlineAction } from "../context/action.js";
import { l1Place } from "../context/l1Place.js";
import { laneOf } from "../context/laneOf.js";
import { openChain } from "../context/openChain.js";
import { rollupManifestPath } from "../context/rollupManifestPath.js";
import type { Output } from "../output/Output.js";

/** Shows a lane's status. */
export function showRollup(output: Output, status: RollupStatus): void {
  const isSimulated = status.trust === "trusted";
  const { lane, chainId, l1ChainId, epoch, queue } = status;
  for (const [name, value] of Object.entries({ lane, chainId, l1ChainId, epoch })) output.value(name, value);
  output.value("finalNeeds", describeEvidence(status.rule.evidence, isSimulated));
  output.value("windowSeconds", status.rule.window);
  output.value("attesters", isSimulated ? "SIMULATED: what they sign is trusted" : "enclaves");
  for (const name of ["isFrozen", "isEnded", "isEnforced"] as const) output.value(name, status[name]);
  output.value("pausedUntil", status.pausedUntil === undefined ? "" : timeOf(status.pausedUntil));
  output.value("batchBondWei", status.batchBond);
  output.value("queueLength", queue.length);
  output.value("queueCursor", queue.cursor);
  output.value("oldestItem", queue.oldest?.place ?? "");
  output.value("oldestItemDue", queue.oldest === undefined ? "" : timeOf(queue.oldest.dueAt));
  output.title("Batches");
  output.table(
    "batches",
    [status.lastFinal, ...(status.last.index === status.lastFinal.index ? [] : [status.last])].map(
      (batch) => ({
        index: batch.index,
        level: batch.level,
        evidence: describeEvidence(batch.evidence, isSimulated),
        lastBlock: batch.lastBlock,
        committed: batch.committedAt === 0n ? "" : timeOf(batch.committedAt),
        digest: batch.digest,
      }),
    ),
  );
  showEvidence(output, status);
  if (status.settlement !== undefined) showSettlement(output, status.settlement);
  output.title("Sequencers");
  output.table(
    "sequencers",
    status.sequencers.map(({ sequencer, bond, leavesAt, isBarred }) => ({
      ...{ sequencer, bondWei: bond, isBarred },
      leaves: leavesAt === 0n ? "" : timeOf(leavesAt),
    })),
  );
}

/** Which evidence the last batch and the last FINAL one of each lane have, and what the first still lacks. */
function showEvidence(output: Output, status: RollupStatus): void {
  const isSimulated = status.trust === "trusted";
  const lanes = [status, ...(status.settlement === undefined ? [] : [status.settlement])];
  output.title("Evidence");
  output.table(
    "evidence",
    lanes.flatMap(({ lane, rule, last, lastFinal }) =>
      (last.index === lastFinal.index ? [lastFinal] : [lastFinal, last]).map(({ index, level, evidence }) => {
        const missing = rule.evidence.filter((one) => level !== "FINAL" && !evidence.includes(one));
        return {
          ...{ lane, batch: index, level },
          has: index === 0n ? "genesis" : describeEvidence(evidence, isSimulated),
          missing: describeEvidence(missing, isSimulated),
        };
      }),
    ),
  );
}

/** Shows where the settlement lane stands. */
function showSettlement(output: Output, status: SettlementStatus): void {
  const isInsecure = status.verifiers === "insecure";
  output.title("Settlement lane");
  output.value("settlementLane", status.lane);
  output.value("settlementNeeds", describeEvidence(status.rule.evidence, false));
  output.value("settlementVerifiers", isInsecure ? "INSECURE: anybody proves anything" : "production");
  output.value("settlementVerifierEnabled", status.isVerifierEnabled);
  output.value("settlementLast", status.last.index);
  output.value("settlementLastFinal", status.lastFinal.index);
  output.value("settlementStateRoot", status.lastFinal.stateRoot);
  output.value("settlementSettled", status.settled);
  output.value("settlementQueueLength", status.queue.length);
  output.value("settlementQueueCursor", status.queue.cursor);
  output.value("settlementRoots", status.roots === undefined ? "none" : status.roots.number);
  output.value("settlementRootsTaken", status.roots === undefined ? "" : timeOf(status.roots.time));
  output.value("settlementPortalBondWei", status.portal.bond);
  output.value("settlementPortalCommits", status.portal.isCommitter);
  output.value("settlementFrozen", status.isFrozen);
  output.value("settlementEnded", status.isEnded);
}

const timeOf = (seconds: bigint): string => new Date(Number(seconds) * 1_000).toISOString();

export default offlineAction(async (hre, args, output) => {
  const l1 = await openChain(hre, l1Place(args, hre.globalOptions.network), "L1");
  const path = rollupManifestPath(hre.config.paths.root, l1.chainId, laneOf(args));
  showRollup(output, await getRollupStatus(l1.provider, await readRollupManifest(path)));
});
