import {
  noteValue,
  openOutput,
  outputSecrets,
  outputSeeds,
  sharedSecret,
  fieldSum,
} from "@muniment/protocol";
import type { SealedOperation } from "@muniment/protocol";
import type { HolderKeys } from "./HolderKeys.js";

/** What was found of a payment to a holder. */
export interface OwnPayment {
  readonly asset: bigint;
  readonly amount: bigint;
  readonly randomness: bigint;
  readonly keyIndex: number;
}

/**
 * A leg's payment, if it is to the holder under one of its first nullifier keys. Whose it is not shows a value of no
 * asset, but for one in 2^90, so that keys need not be tried.
 * @param count How many nullifier keys are tried.
 */
export function readOwnPayment(
  { ephemeralKey, legs }: SealedOperation,
  place: 0 | 1,
  keys: HolderKeys,
  count: number,
): OwnPayment | undefined {
  const { nullifiers, payment } = legs[place];
  const seed = outputSeeds.payment(sharedSecret(keys.secret, ephemeralKey), nullifiers[0]);
  const { pad } = outputSecrets(seed);
  const { asset, amount } = noteValue.split(fieldSum(payment.ciphertext[0], -pad));
  if (asset >= 1n << 32n || amount === 0n) return undefined;
  for (let keyIndex = 0; keyIndex < count; keyIndex++) {
    const holder = { owner: keys.key.x, nullifierKeyHash: keys.keyHash(keyIndex) };
    const opened = openOutput(payment, seed, holder);
    if (opened !== undefined) return { asset, amount, randomness: opened.randomness, keyIndex };
  }
  return undefined;
}
