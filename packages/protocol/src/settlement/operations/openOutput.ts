import { fieldSum } from "../field/fieldSum.js";
import { noteCommitment } from "../notes/noteCommitment.js";
import { receiverOf } from "../notes/receiverOf.js";
import { noteValue } from "./noteValue.js";
import { outputSecrets } from "./outputSecrets.js";
import type { SealedOutput } from "./SealedOperation.js";

/** An output that was read and found to be what its commitment says. */
export interface OpenedOutput {
  readonly asset: bigint;
  readonly amount: bigint;
  readonly owner: bigint;
  readonly nullifierKeyHash: bigint;
  readonly randomness: bigint;
}

/**
 * Reads an output with its seed (SETTLE-34); undefined when the seed, or who it is thought to be for, is another.
 * @param holder Who may own it.
 */
export function openOutput(
  { commitment, ciphertext }: SealedOutput,
  seed: bigint,
  holder: Pick<OpenedOutput, "owner" | "nullifierKeyHash">,
): OpenedOutput | undefined {
  const { randomness, pad } = outputSecrets(seed);
  const { asset, amount } = noteValue.split(fieldSum(ciphertext[0], -pad));
  const receiver = receiverOf(holder.owner, holder.nullifierKeyHash, randomness);
  if (noteCommitment({ asset, amount, receiver }) !== commitment) return undefined;
  return { asset, amount, ...holder, randomness };
}
