import type { Leg, UnsignedOperation } from "@muniment/protocol";
import { crossingKinds, ProtocolError, shieldTarget } from "@muniment/protocol";

/** What a leg's giver spends, base units. */
export const spentBy = ({ inputs }: Pick<Leg, "inputs">): bigint => inputs[0].amount + inputs[1].amount;

/**
 * That no leg makes or loses value, and that what crosses the border is what the first leg says (SETTLE-31, SETTLE-35).
 * @throws OPERATION_EMPTY, OPERATION_UNBALANCED, OPERATION_CROSSING_INVALID
 */
export function checkValue(operation: UnsignedOperation): void {
  const { crossing, legs } = operation;
  const moved = legs.reduce((sum, leg) => sum + spentBy(leg), crossing.amount);
  if (moved === 0n) throw new ProtocolError("OPERATION_EMPTY", {});
  checkCrossing(operation);
  const { kind, amount } = crossing;
  checkLegValue(legs[0], 0, {
    entering: kind === crossingKinds.shield ? amount : 0n,
    leaving: kind === crossingKinds.unshield ? amount : 0n,
  });
  checkLegValue(legs[1], 1);
}

/** @throws OPERATION_UNBALANCED */
export function checkLegValue(
  leg: Omit<Leg, "asset">,
  place: 0 | 1,
  { entering, leaving } = { entering: 0n, leaving: 0n },
): void {
  if (spentBy(leg) + entering !== leg.payment.amount + leg.change.amount + leaving)
    throw new ProtocolError("OPERATION_UNBALANCED", { place });
}

function checkCrossing(operation: UnsignedOperation): void {
  const { crossing, legs } = operation;
  const { kind, amount, target } = crossing;
  if (kind === crossingKinds.none) {
    if (amount !== 0n || target !== 0n) refuse("nothing crosses, and yet it is shown");
    return;
  }
  if (amount === 0n) refuse("its amount is zero");
  if (kind !== crossingKinds.shield) return;
  if (legs[0].payment.amount !== amount) refuse("a shield pays its whole amount, and no other");
  if (shieldTarget(operation) !== target) refuse("a shield's target is the receiver of its payment");
}

function refuse(problem: string): never {
  throw new ProtocolError("OPERATION_CROSSING_INVALID", { problem });
}
