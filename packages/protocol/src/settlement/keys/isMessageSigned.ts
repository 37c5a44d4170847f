import { fieldHash } from "../field/fieldHash.js";
import { fieldModulus } from "../field/fieldModulus.js";
import { hashTags } from "../field/hashTags.js";
import { Grumpkin } from "./grumpkin.js";
import type { GrumpkinKey } from "./GrumpkinKey.js";
import type { OperationSignature } from "./OperationSignature.js";

/** Whether a signature is the key's, of this message (SETTLE-22). */
export function isMessageSigned(key: GrumpkinKey, message: bigint, signature: OperationSignature): boolean {
  const { challenge, response } = signature;
  if (challenge < 0n || challenge >= fieldModulus) return false;
  if (response < 0n || response >= Grumpkin.Fn.ORDER) return false;
  const point = Grumpkin.fromAffine(key);
  const commitment = Grumpkin.BASE.multiplyUnsafe(response).add(point.multiplyUnsafe(challenge));
  if (commitment.is0()) return false;
  return fieldHash(hashTags.signature, [commitment.toAffine().x, key.x, message]) === challenge;
}
