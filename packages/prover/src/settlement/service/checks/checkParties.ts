import type { UnsignedOperation } from "@muniment/protocol";
import { isInJurisdictions, ProtocolError } from "@muniment/protocol";
import { spentBy } from "./checkValue.js";
import type { OperationContext } from "./OperationContext.js";

type Context = Pick<OperationContext, "holders" | "rules" | "time">;

const places = [0, 1] as const;

/**
 * That registrars let the givers give and the receivers receive, by the rules of the assets (SETTLE-36, SETTLE-37).
 * @throws HOLDER_UNKNOWN, HOLDER_FROZEN, HOLDER_CLAIMS_EXPIRED, RECEIVER_JURISDICTION_REFUSED, PAYMENT_ABOVE_CAP,
 * SETTLEMENT_ASSET_UNKNOWN
 */
export function checkParties(
  { parties, legs }: Pick<UnsignedOperation, "parties" | "legs">,
  context: Context,
): void {
  for (const place of places) {
    const { asset, payment } = legs[place];
    const { rules } = context.rules.find(asset);
    if (spentBy(legs[place]) > 0n) checkGiver(parties[place].x, place, context);
    if (payment.amount === 0n) continue;
    const receiver = place === 0 ? 1 : 0;
    const jurisdiction = checkReceiver(parties[receiver].x, receiver, context);
    if (!isInJurisdictions(rules.jurisdictions, jurisdiction))
      throw new ProtocolError("RECEIVER_JURISDICTION_REFUSED", { asset });
    if (payment.amount > rules.cap) throw new ProtocolError("PAYMENT_ABOVE_CAP", { asset });
  }
}

/** @throws HOLDER_UNKNOWN, HOLDER_FROZEN */
export function checkGiver(key: bigint, place: 0 | 1, { holders }: Pick<Context, "holders">): void {
  if (holders.find(key).standing.isFrozen) throw new ProtocolError("HOLDER_FROZEN", { place });
}

/** @returns The receiver's jurisdiction. */
function checkReceiver(key: bigint, place: 0 | 1, { holders, time }: Context): number {
  const { isFrozen, expiresAt, jurisdiction } = holders.find(key).standing;
  if (isFrozen) throw new ProtocolError("HOLDER_FROZEN", { place });
  if (expiresAt <= time) throw new ProtocolError("HOLDER_CLAIMS_EXPIRED", { place });
  return jurisdiction;
}
