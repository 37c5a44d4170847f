import { Grumpkin } from "./grumpkin.js";
import { liftKey } from "./liftKey.js";
import { secretScalar } from "./secretScalar.js";

/**
 * What a secret and the other side's key have in common: the first coordinate of their product (SETTLE-21).
 * @param x The other side's key.
 * @throws SETTLEMENT_KEY_INVALID
 */
export function sharedSecret(secret: bigint, x: bigint): bigint {
  return Grumpkin.fromAffine(liftKey(x)).multiply(secretScalar(secret)).toAffine().x;
}
