import { crossingKinds, keyOf } from "@muniment/protocol";
import type { SettlementOperation } from "@muniment/protocol";
import type { HeldNote } from "../wallet/HeldNote.js";
import { composeSingle, noKeyHash } from "./composeSingle.js";
import type { SingleTools } from "./SingleTools.js";

/** What leaves, and where to. */
export interface UnshieldPlan {
  readonly asset: bigint;
  /** Base units. */
  readonly amount: bigint;
  /** Address and route, as unshieldTarget joins them. */
  readonly target: bigint;
  /** What SettlementWallet.pick gave. */
  readonly notes: readonly HeldNote[];
}

/**
 * Value that leaves the lane (SETTLE-79); what is left over comes back as change.
 * @throws SETTLEMENT_NOTES_UNFIT
 */
export function composeUnshield(plan: UnshieldPlan, tools: SingleTools): SettlementOperation {
  const { asset, amount, target, notes } = plan;
  const { wallet, random } = tools;
  const leg = {
    ...{ asset, notes, paid: 0n, leaving: amount, receiverKeyHash: noKeyHash(random) },
    changeKeyHash: wallet.giveAddress().keyHash,
  };
  const crossing = () => ({ kind: crossingKinds.unshield, amount, target });
  return composeSingle({ receiver: keyOf(random()), leg, crossing }, tools);
}
