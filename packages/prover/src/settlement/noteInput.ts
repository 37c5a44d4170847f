import type { Note, QuadPath } from "@muniment/protocol";
import type { CircuitInputs } from "./CircuitInputs.js";
import { circuitNumber } from "./circuitNumber.js";
import { pathInput } from "./pathInput.js";

/** A note that is spent, and where it is. */
export function noteInput(
  { amount, nullifierKey, randomness }: Pick<Note, "amount" | "nullifierKey" | "randomness">,
  path: QuadPath,
): CircuitInputs {
  return {
    amount: circuitNumber(amount),
    nullifier_key: circuitNumber(nullifierKey),
    randomness: circuitNumber(randomness),
    path: pathInput(path),
  };
}
