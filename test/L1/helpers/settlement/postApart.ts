import { batchDigest, encodeBatchHeader } from "@muniment/protocol";
import { noItem } from "../batches.js";
import type { MadeBatch, SettlementDesk } from "./SettlementDesk.js";
import { proofBytes } from "./SettlementDesk.js";
import { settlementLane } from "./setUpSettlement.js";

/** Commits a batch without the portal, by a committer that the rollup has besides it. */
export async function commitApart(
  { l1 }: SettlementDesk,
  { header, parent, data, first }: MadeBatch,
): Promise<void> {
  const { rollup, actors, parameters } = l1;
  const role = await rollup.COMMITTER_ROLE();
  if (!(await rollup.hasRole(role, actors.other)))
    await rollup.connect(actors.operator).grantRole(role, actors.other);
  const committer = rollup.connect(actors.other);
  await committer.depositBond({ value: parameters.bondGwei * 10n ** 9n });
  const witness = { expectedDigest: batchDigest(header), first, next: noItem };
  await committer.commitBatch(encodeBatchHeader(header), encodeBatchHeader(parent), witness, data);
}

/** Proves, finalizes and settles what was committed so. */
export async function finishApart(desk: SettlementDesk, batch: MadeBatch): Promise<void> {
  const { rollup, gateway } = desk.l1;
  const header = encodeBatchHeader(batch.header);
  await rollup.prove(settlementLane, batch.header.index, proofBytes(batch));
  await rollup.finalize(header);
  await gateway.settle(header, batch.data);
  desk.tip = batch.header;
}

/** Makes a batch FINAL without the portal, and goes on from it. */
export async function postApart(desk: SettlementDesk, batch: MadeBatch): Promise<void> {
  await commitApart(desk, batch);
  await finishApart(desk, batch);
}
