import { fieldSum, noteCommitment, noteValue, outputSecrets, receiverOf } from "@muniment/protocol";
import type { SealedOutput } from "@muniment/protocol";
import type { HolderKeys } from "./HolderKeys.js";

/** A note that a holder found, and the number of its nullifier key. */
export interface OwnNote {
  readonly asset: bigint;
  readonly amount: bigint;
  readonly randomness: bigint;
  readonly keyIndex: number;
}

/**
 * Reads an output with its seed (SETTLE-34), if it is of value and to the holder under one of its first nullifier keys. Whose
 * it is not shows a value of no asset, but for one in 2^90, so that keys need not be tried.
 * @param count How many nullifier keys are tried: from the last one down, for it is a new one most often.
 */
export function openOwn(
  { commitment, ciphertext }: SealedOutput,
  seed: bigint,
  keys: HolderKeys,
  count: number,
): OwnNote | undefined {
  const { randomness, pad } = outputSecrets(seed);
  const { asset, amount } = noteValue.split(fieldSum(ciphertext[0], -pad));
  if (asset >= 1n << 32n || amount === 0n) return undefined;
  for (let keyIndex = count - 1; keyIndex >= 0; keyIndex--) {
    const receiver = receiverOf(keys.key.x, keys.keyHash(keyIndex), randomness);
    if (noteCommitment({ asset, amount, receiver }) === commitment)
      return { asset, amount, randomness, keyIndex };
  }
  return undefined;
}
