import { joinBytes } from "./joinBytes.js";
import { joinWords } from "./joinWords.js";
import { encodePageOpening } from "./encodePageOpening.js";
import { sizedBytes } from "./sizedBytes.js";
import type { RunWitness } from "./RunWitness.js";

/**
 * The bytes of a witness of RunFamily.
 * @example encodeStepPart({ family: 0, most: 512, witness: encodeRunWitness(witness) });
 */
export function encodeRunWitness(witness: RunWitness): Uint8Array {
  const { machine, frame, transaction, stack, code, callData, returnData, logs, memory, proofs } = witness;
  const optional = [transaction, memory, callData, returnData, logs];
  const fields = optional.reduce<number>(
    (bits, field, bit) => bits | (field === undefined ? 0 : 1 << bit),
    0,
  );
  const { length } = stack.words;
  return joinBytes([
    joinWords(machine),
    joinWords(frame),
    Uint8Array.of(fields),
    ...(transaction === undefined ? [] : [joinWords(transaction)]),
    Uint8Array.of(length >> 8, length & 0xff),
    joinWords([stack.below, ...stack.words]),
    ...[code, callData, returnData].flatMap((pages) => (pages === undefined ? [] : encodePageOpening(pages))),
    ...(logs === undefined ? [] : [...encodePageOpening(logs), logs.bloom]),
    ...(memory === undefined ? [] : encodePageOpening(memory)),
    ...proofs.flatMap((proof) => sizedBytes(proof, 2)),
  ]);
}
