import { fieldSum } from "../field/fieldSum.js";
import { hashTags } from "../field/hashTags.js";
import { sponge } from "../field/sponge.js";
import type { OpenedOutput } from "./openOutput.js";
import { openOutput } from "./openOutput.js";
import type { SealedOutput } from "./SealedOperation.js";

/**
 * What an output holds, for the auditor of its asset; undefined when it is of another asset (SETTLE-34).
 * @param shared What the auditor's secret and the operation's ephemeral key have in common, by sharedSecret.
 */
export function auditOutput(output: SealedOutput, shared: bigint): OpenedOutput | undefined {
  const pads = sponge(hashTags.audit, [shared, output.commitment]);
  const [, seed, owner, keyHash] = output.ciphertext;
  return openOutput(output, fieldSum(seed, -pads[0]), {
    owner: fieldSum(owner, -pads[1]),
    nullifierKeyHash: fieldSum(keyHash, -pads[2]),
  });
}
