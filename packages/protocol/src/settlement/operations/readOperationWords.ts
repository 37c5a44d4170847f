import { ProtocolError } from "../../errors.js";
import { fieldElement } from "../field/fieldElement.js";
import type { CrossingKind } from "./crossingKinds.js";
import { operationSize } from "./operationSize.js";
import type { SealedLeg, SealedOperation, SealedOutput } from "./SealedOperation.js";

/**
 * The operation that 27 words of a batch's data show (SETTLE-39).
 * @throws SETTLEMENT_BATCH_INVALID, FIELD_ELEMENT_INVALID
 */
export function readOperationWords(words: readonly bigint[]): SealedOperation {
  if (words.length !== operationSize) {
    throw new ProtocolError("SETTLEMENT_BATCH_INVALID", {
      count: 1,
      problem: `it has ${words.length} words`,
    });
  }
  const word = (place: number) => fieldElement(words[place] as bigint);
  const output = (start: number): SealedOutput => ({
    commitment: word(start),
    ciphertext: [word(start + 1), word(start + 2), word(start + 3), word(start + 4)],
  });
  const leg = (place: number): SealedLeg => ({
    nullifiers: [word(3 + 2 * place), word(4 + 2 * place)],
    payment: output(7 + 10 * place),
    change: output(12 + 10 * place),
  });
  return {
    crossing: {
      kind: kindOf(word(0) >> 160n),
      asset: BigInt.asUintN(32, word(0) >> 128n),
      amount: BigInt.asUintN(128, word(0)),
      target: word(1),
    },
    ephemeralKey: word(2),
    legs: [leg(0), leg(1)],
  };
}

function kindOf(kind: bigint): CrossingKind {
  if (kind <= 2n) return Number(kind) as CrossingKind;
  throw new ProtocolError("SETTLEMENT_BATCH_INVALID", { count: 1, problem: "it crosses in no known way" });
}
