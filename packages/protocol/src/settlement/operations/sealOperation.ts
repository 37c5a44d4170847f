import { keyOf } from "../keys/keyOf.js";
import { crossingKinds } from "./crossingKinds.js";
import type { SealedOperation } from "./SealedOperation.js";
import { sealLeg } from "./sealLeg.js";
import type { UnsignedOperation } from "./SettlementOperation.js";

/**
 * What everybody sees of an operation (SETTLE-30). Nothing is checked: the circuit refuses what breaks a rule.
 * @param auditors First coordinates of the keys of both legs' auditors.
 * @throws FIELD_ELEMENT_INVALID, SETTLEMENT_KEY_INVALID
 */
export function sealOperation(
  operation: UnsignedOperation,
  auditors: readonly [bigint, bigint],
): SealedOperation {
  const { crossing, ephemeral, legs } = operation;
  const asset = crossing.kind === crossingKinds.none ? 0n : legs[0].asset;
  const ephemeralKey = keyOf(ephemeral).x;
  const sealed = (place: 0 | 1) =>
    sealLeg(operation, place, { ephemeral: ephemeralKey, auditor: auditors[place] });
  return { crossing: { ...crossing, asset }, ephemeralKey, legs: [sealed(0), sealed(1)] };
}
