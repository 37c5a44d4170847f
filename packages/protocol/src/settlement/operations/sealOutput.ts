import { fieldSum } from "../field/fieldSum.js";
import { hashTags } from "../field/hashTags.js";
import { sponge } from "../field/sponge.js";
import { noteCommitment } from "../notes/noteCommitment.js";
import { receiverOf } from "../notes/receiverOf.js";
import { noteValue } from "./noteValue.js";
import { outputSecrets } from "./outputSecrets.js";
import type { SealedOutput } from "./SealedOperation.js";

/** What an output holds. */
export interface OutputContent {
  readonly asset: bigint;
  readonly amount: bigint;
  readonly owner: bigint;
  readonly nullifierKeyHash: bigint;
}

/**
 * Note and ciphertext of an output (SETTLE-34).
 * @param seed Of the output, see outputSeeds.
 * @param audited Shared secret of the ephemeral secret and the auditor's key.
 */
export function sealOutput(
  { asset, amount, owner, nullifierKeyHash }: OutputContent,
  seed: bigint,
  audited: bigint,
): SealedOutput {
  const { randomness, pad } = outputSecrets(seed);
  const receiver = receiverOf(owner, nullifierKeyHash, randomness);
  const commitment = noteCommitment({ asset, amount, receiver });
  const pads = sponge(hashTags.audit, [audited, commitment]);
  return {
    commitment,
    ciphertext: [
      fieldSum(noteValue.join(asset, amount), pad),
      fieldSum(seed, pads[0]),
      fieldSum(owner, pads[1]),
      fieldSum(nullifierKeyHash, pads[2]),
    ],
  };
}
