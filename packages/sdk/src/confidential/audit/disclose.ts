import { auditOutput, crossingKinds, ProtocolError, sharedSecret } from "@muniment/protocol";
import type { BatchHeader, Hex, SealedOperation } from "@muniment/protocol";
import type { SettledBatch } from "../lane/SettledBatch.js";
import { SettlementReplay } from "../lane/SettlementReplay.js";

/**
 * One leg of an asset, as its auditor reads it.
 * @param time Of the batch, Unix seconds.
 * @param operation Its place in the batch, from 0.
 * @param from Key of who gives.
 * @param to Key of who receives.
 * @param paid Base units that `to` gets.
 * @param kept Base units that `from` keeps of the notes that it spent.
 * @param entered Base units that came by a shield.
 * @param left Base units that went by an unshield.
 * @param commitments Of payment and change, as the lane's tree has them.
 */
export interface DisclosedLeg {
  readonly batch: bigint;
  readonly time: bigint;
  readonly transaction: Hex;
  readonly operation: number;
  readonly asset: bigint;
  readonly from: bigint;
  readonly to: bigint;
  readonly paid: bigint;
  readonly kept: bigint;
  readonly entered: bigint;
  readonly left: bigint;
  readonly commitments: readonly [bigint, bigint];
}

/**
 * All flows of what a view key is the auditor's key of, and nothing else (SETTLE-103). Every line opens commitments
 * that are in the data on L1, and the data make the state roots that L1 has made FINAL.
 * @param genesis Header of the genesis batch.
 * @param batches All that followed, in order.
 * @param viewKey Secret of the auditor's key.
 * @throws SETTLEMENT_KEY_INVALID, SETTLEMENT_STATE_DIFFERS, SETTLEMENT_DISCLOSURE_INCOMPLETE
 * @example const flows = disclose(genesis, await readSettledBatches(query), viewKey);
 */
export function disclose(
  genesis: BatchHeader,
  batches: readonly SettledBatch[],
  viewKey: bigint,
): DisclosedLeg[] {
  const replay = new SettlementReplay(genesis);
  return batches.flatMap((batch) => {
    replay.apply(batch);
    const { index, time, transaction } = batch;
    return batch.operations.flatMap((operation, place) => {
      const shared = sharedSecret(viewKey, operation.ephemeralKey);
      return ([0, 1] as const).flatMap((leg) => {
        const read = readLeg(operation, leg, shared, index);
        return read === undefined ? [] : [{ batch: index, time, transaction, operation: place, ...read }];
      });
    });
  });
}

function readLeg(sealed: SealedOperation, place: 0 | 1, shared: bigint, batch: bigint) {
  const { crossing, legs } = sealed;
  const { payment, change } = legs[place];
  const paid = auditOutput(payment, shared);
  const kept = auditOutput(change, shared);
  if (paid === undefined && kept === undefined) return undefined;
  // A leg is of one asset and has one auditor: one output without the other is what no circuit proves.
  if (paid === undefined || kept?.asset !== paid.asset) {
    throw new ProtocolError("SETTLEMENT_DISCLOSURE_INCOMPLETE", { batch });
  }
  const crosses = (kind: number): bigint => (place === 0 && crossing.kind === kind ? crossing.amount : 0n);
  return {
    asset: paid.asset,
    ...{ from: kept.owner, to: paid.owner, paid: paid.amount, kept: kept.amount },
    ...{ entered: crosses(crossingKinds.shield), left: crosses(crossingKinds.unshield) },
    commitments: [payment.commitment, change.commitment] as const,
  };
}
