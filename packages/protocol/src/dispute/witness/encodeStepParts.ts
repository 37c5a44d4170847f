import { joinBytes } from "./joinBytes.js";

/** One part of StepVerifier's witness: steps that one family runs. */
export interface StepPart {
  /** Its place among the verifier's families; 255 when the machine is DONE. */
  readonly family: number;
  /** Steps that it may do. */
  readonly most: number;
  readonly witness: Uint8Array;
}

/**
 * The bytes of StepVerifier's witness; the table is at contracts/L1/dispute/machine/IStepParts.sol.
 * @example encodeStepParts([{ family: 0, most: 1, witness: encodeRunWitness(witness) }]);
 */
export function encodeStepParts(parts: readonly StepPart[]): Uint8Array {
  return joinBytes(
    parts.flatMap(({ family, most, witness }) => {
      const { length } = witness;
      const head = [family, most >> 8, most & 0xff, length >> 16, (length >> 8) & 0xff, length & 0xff];
      return [Uint8Array.from(head), witness];
    }),
  );
}
