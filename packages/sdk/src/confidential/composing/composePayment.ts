import { liftKey } from "@muniment/protocol";
import type { SettlementOperation } from "@muniment/protocol";
import type { PaymentAddress } from "../documents/offerSchema.js";
import type { HeldNote } from "../wallet/HeldNote.js";
import { composeSingle } from "./composeSingle.js";
import type { SingleTools } from "./SingleTools.js";

/** What is paid to whom. */
export interface PaymentPlan {
  readonly asset: bigint;
  /** Base units. */
  readonly amount: bigint;
  readonly address: PaymentAddress;
  /** What SettlementWallet.pick gave. */
  readonly notes: readonly HeldNote[];
}

/**
 * A payment to another holder.
 * @throws SETTLEMENT_NOTES_UNFIT, SETTLEMENT_KEY_INVALID
 */
export function composePayment(plan: PaymentPlan, tools: SingleTools): SettlementOperation {
  const { asset, amount, address, notes } = plan;
  const leg = {
    ...{ asset, notes, paid: amount, receiverKeyHash: address.keyHash },
    changeKeyHash: tools.wallet.giveAddress().keyHash,
  };
  return composeSingle({ receiver: liftKey(address.key), leg }, tools);
}
