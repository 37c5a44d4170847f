import type { GrumpkinKey, Leg, OperationSignature, UnsignedOperation } from "@muniment/protocol";
import { fieldModulus, Grumpkin, ProtocolError } from "@muniment/protocol";

const amounts = 1n << 128n;
const times = 1n << 64n;

/**
 * That every number of an operation is one that the circuit can be given (SETTLE-18, SETTLE-20, SETTLE-23, SETTLE-38).
 * @throws OPERATION_VALUE_INVALID
 */
export function checkForm({ crossing, terms, expiresAt, ephemeral, parties, legs }: UnsignedOperation): void {
  within("the amount that crosses", crossing.amount, amounts);
  within("the target", crossing.target, fieldModulus);
  within("the terms", terms, fieldModulus);
  within("the expiry", expiresAt, times);
  within("the ephemeral secret", ephemeral, Grumpkin.Fn.ORDER, 1n);
  parties.forEach((key, place) => checkKey(`the key of party ${place}`, key));
  legs.forEach((leg, place) => checkLeg(`leg ${place}`, leg));
}

/** @throws OPERATION_VALUE_INVALID */
export function checkLeg(name: string, { inputs, payment, change }: Omit<Leg, "asset">): void {
  for (const { amount, nullifierKey, randomness } of inputs) {
    within(`an input of ${name}`, amount, amounts);
    within(`a nullifier key of ${name}`, nullifierKey, fieldModulus);
    within(`the randomness of ${name}`, randomness, fieldModulus);
  }
  for (const { amount, nullifierKeyHash } of [payment, change]) {
    within(`an output of ${name}`, amount, amounts);
    within(`a hashed nullifier key of ${name}`, nullifierKeyHash, fieldModulus);
  }
}

/** @throws OPERATION_VALUE_INVALID */
export function checkKey(field: string, { x, y }: GrumpkinKey): void {
  within(field, x, fieldModulus);
  within(field, y, fieldModulus);
  const { Fp } = Grumpkin;
  if (Fp.sqr(y) !== Fp.sub(Fp.mul(Fp.sqr(x), x), 17n)) refuse(field, "it is not on the curve");
}

/**
 * That a signature has the form that the circuit takes, whether it counts or not (SETTLE-22).
 * @throws OPERATION_VALUE_INVALID
 */
export function checkSignature(field: string, { challenge, response }: OperationSignature): void {
  within(field, challenge, fieldModulus);
  within(field, response, Grumpkin.Fn.ORDER);
}

/** @param end The number's bound, which it stays below. */
function within(field: string, value: bigint, end: bigint, least = 0n): void {
  if (value < least || value >= end) refuse(field, "it is out of range");
}

function refuse(field: string, problem: string): never {
  throw new ProtocolError("OPERATION_VALUE_INVALID", { field, problem });
}
