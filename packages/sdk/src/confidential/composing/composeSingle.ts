import { composeLeg, crossingKinds, messageOf, nullifierKeyHash, signMessage } from "@muniment/protocol";
import type {
  Crossing,
  GrumpkinKey,
  LegPlan,
  SettlementOperation,
  UnsignedOperation,
} from "@muniment/protocol";
import type { SingleTools } from "./SingleTools.js";

/** What who gives alone does. */
export interface SinglePlan {
  /** The wallet's holder unless told. */
  readonly giver?: { readonly secret: bigint; readonly key: GrumpkinKey };
  readonly receiver: GrumpkinKey;
  readonly leg: LegPlan;
  /** None unless told. */
  readonly crossing?: (composed: Pick<UnsignedOperation, "ephemeral" | "parties" | "legs">) => Crossing;
}

/** An operation of one leg, whose second one is blank, signed (SETTLE-94). */
export function composeSingle(plan: SinglePlan, tools: SingleTools): SettlementOperation {
  const { wallet, auditorOf, expiresAt, random } = tools;
  const { giver = { secret: wallet.keys.secret, key: wallet.key }, receiver, leg } = plan;
  const blank = { asset: 0n, notes: [], paid: 0n, receiverKeyHash: random(), changeKeyHash: random() };
  const composed = {
    ephemeral: random(),
    parties: [giver.key, receiver] as const,
    legs: [composeLeg(leg, random), composeLeg(blank, random)] as const,
  };
  const none = { kind: crossingKinds.none, amount: 0n, target: 0n };
  const crossing = plan.crossing?.(composed) ?? none;
  const unsigned = { crossing, terms: random(), expiresAt, ...composed };
  const message = messageOf(unsigned, wallet.domain, [auditorOf(leg.asset), auditorOf(0n)]);
  const signature = signMessage(giver.secret, message);
  // Of the party that gives nothing none is looked at; there is no empty one.
  return { ...unsigned, signatures: [signature, signature] };
}

/** Hash of a nullifier key that nobody keeps, for an output without value. */
export const noKeyHash = (random: () => bigint): bigint => nullifierKeyHash(random());
