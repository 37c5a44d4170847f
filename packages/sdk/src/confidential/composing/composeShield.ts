import { crossingKinds, keyOf, liftKey, shieldTarget } from "@muniment/protocol";
import type { SettlementOperation } from "@muniment/protocol";
import type { PaymentAddress } from "../documents/offerSchema.js";
import { composeSingle, noKeyHash } from "./composeSingle.js";
import type { SingleTools } from "./SingleTools.js";

/** What is shielded, and for whom. */
export interface ShieldPlan {
  readonly asset: bigint;
  /** Base units. */
  readonly amount: bigint;
  /** Who gets the note: the wallet's own address unless told. */
  readonly address?: PaymentAddress;
}

/**
 * The operation of a shield, whose crossing's target is the receiver that L1 is to be told (SETTLE-31). Its first party
 * is a key that is used once: whoever pays in on L1 needs none on the lane.
 */
export function composeShield(
  { asset, amount, address }: ShieldPlan,
  tools: SingleTools,
): SettlementOperation {
  const { wallet, random } = tools;
  const { key, keyHash } = address ?? wallet.giveAddress();
  const secret = random();
  const leg = {
    ...{ asset, notes: [], paid: amount, entering: amount },
    ...{ receiverKeyHash: keyHash, changeKeyHash: noKeyHash(random) },
  };
  return composeSingle(
    {
      giver: { secret, key: keyOf(secret) },
      receiver: liftKey(key),
      leg,
      crossing: (composed) => ({ kind: crossingKinds.shield, amount, target: shieldTarget(composed) }),
    },
    tools,
  );
}
