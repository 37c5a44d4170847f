import type { Leg, UnsignedOperation } from "@muniment/protocol";
import { crossingKinds } from "@muniment/protocol";
import type { LegSubmission } from "@muniment/sdk";

/** Whether two legs are the halves of one trade: each pays the other, and both mean the same. */
export function areHalves(first: LegSubmission, second: LegSubmission): boolean {
  return (
    first.place === 0 &&
    second.place === 1 &&
    first.offer === second.offer &&
    first.terms === second.terms &&
    first.expiresAt === second.expiresAt &&
    first.counterparty === second.key.x &&
    second.counterparty === first.key.x
  );
}

/**
 * The operation of two halves (SETTLE-98); nothing crosses the border in it.
 * @param ephemeral Secret of this operation alone, drawn by the prover: neither party may know it, for who does reads
 * what the other is paid with.
 */
export function composeTrade(
  [first, second]: readonly [LegSubmission, LegSubmission],
  ephemeral: bigint,
): UnsignedOperation {
  return {
    crossing: { kind: crossingKinds.none, amount: 0n, target: 0n },
    terms: first.terms,
    expiresAt: first.expiresAt,
    ephemeral,
    parties: [first.key, second.key],
    legs: [legOf(first, second.receiveKeyHash), legOf(second, first.receiveKeyHash)],
  };
}

/** @param receiverKeyHash Where the other party wants to be paid. */
export function legOf({ asset, inputs, amount, changeKeyHash }: LegSubmission, receiverKeyHash: bigint): Leg {
  const left = inputs[0].amount + inputs[1].amount - amount;
  return {
    asset,
    inputs,
    payment: { amount, nullifierKeyHash: receiverKeyHash },
    change: { amount: left, nullifierKeyHash: changeKeyHash },
  };
}
