import { sharedSecret } from "../keys/sharedSecret.js";
import { noteNullifier } from "../notes/noteNullifier.js";
import { receiverOf } from "../notes/receiverOf.js";
import { outputSecrets } from "./outputSecrets.js";
import { outputSeeds } from "./outputSeeds.js";
import type { UnsignedOperation } from "./SettlementOperation.js";

/**
 * Who a shield's deposit on L1 is for, hidden: the target of its crossing (SETTLE-31).
 * @throws FIELD_ELEMENT_INVALID, SETTLEMENT_KEY_INVALID
 */
export function shieldTarget({
  ephemeral,
  parties,
  legs,
}: Pick<UnsignedOperation, "ephemeral" | "parties" | "legs">): bigint {
  const [{ asset, inputs, payment }] = legs;
  const [giver, receiver] = parties;
  const first = noteNullifier({ asset, owner: giver.x, ...inputs[0] });
  const seed = outputSeeds.payment(sharedSecret(ephemeral, receiver.x), first);
  return receiverOf(receiver.x, payment.nullifierKeyHash, outputSecrets(seed).randomness);
}
