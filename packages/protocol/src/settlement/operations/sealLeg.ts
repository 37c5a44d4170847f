import { sharedSecret } from "../keys/sharedSecret.js";
import { noteNullifier } from "../notes/noteNullifier.js";
import { outputSeeds } from "./outputSeeds.js";
import type { SealedLeg } from "./SealedOperation.js";
import { sealOutput } from "./sealOutput.js";
import type { Leg, UnsignedOperation } from "./SettlementOperation.js";

/**
 * What everybody sees of a leg (SETTLE-32).
 * @param place 0 for the first leg, 1 for the second.
 * @param keys First coordinates of the ephemeral secret's key and of the key of the asset's auditor.
 * @throws FIELD_ELEMENT_INVALID, SETTLEMENT_KEY_INVALID
 */
export function sealLeg(
  { ephemeral, parties, legs }: Omit<UnsignedOperation, "crossing">,
  place: 0 | 1,
  keys: { readonly ephemeral: bigint; readonly auditor: bigint },
): SealedLeg {
  const leg = legs[place];
  const giver = parties[place].x;
  const receiver = parties[place === 0 ? 1 : 0].x;
  const nullifiers = [spend(leg, giver, 0), spend(leg, giver, 1)] as const;
  const audited = sharedSecret(ephemeral, keys.auditor);
  const paid = outputSeeds.payment(sharedSecret(ephemeral, receiver), nullifiers[0]);
  const kept = outputSeeds.change(leg.inputs[0].nullifierKey, nullifiers[0], keys.ephemeral);
  return {
    nullifiers,
    payment: sealOutput({ asset: leg.asset, owner: receiver, ...leg.payment }, paid, audited),
    change: sealOutput({ asset: leg.asset, owner: giver, ...leg.change }, kept, audited),
  };
}

function spend({ asset, inputs }: Leg, owner: bigint, place: 0 | 1): bigint {
  return noteNullifier({ asset, owner, ...inputs[place] });
}
