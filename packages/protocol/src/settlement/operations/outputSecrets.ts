import { hashTags } from "../field/hashTags.js";
import { sponge } from "../field/sponge.js";

/** What a seed makes of an output: its note's randomness and what hides its value (SETTLE-34). */
export function outputSecrets(seed: bigint): { readonly randomness: bigint; readonly pad: bigint } {
  const [randomness, pad] = sponge(hashTags.output, [seed]);
  return { randomness, pad };
}
