import type { SealedOperation, SealedOutput } from "./SealedOperation.js";

/** The words of an operation in a batch's data, 27 of them (SETTLE-39). */
export function operationWords({ crossing, ephemeralKey, legs }: SealedOperation): bigint[] {
  const shown = crossing.amount + (crossing.asset << 128n) + (BigInt(crossing.kind) << 160n);
  return [
    shown,
    crossing.target,
    ephemeralKey,
    ...legs.flatMap(({ nullifiers }) => nullifiers),
    ...legs.flatMap(({ payment, change }) => [payment, change].flatMap(outputWords)),
  ];
}

function outputWords({ commitment, ciphertext }: SealedOutput): bigint[] {
  return [commitment, ...ciphertext];
}
