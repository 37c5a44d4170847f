import { Grumpkin } from "./grumpkin.js";
import type { GrumpkinKey } from "./GrumpkinKey.js";
import { secretScalar } from "./secretScalar.js";

/**
 * The point of a secret: secret · generator.
 * @throws SETTLEMENT_KEY_INVALID
 */
export function keyOf(secret: bigint): GrumpkinKey {
  const { x, y } = Grumpkin.BASE.multiply(secretScalar(secret)).toAffine();
  return { x, y };
}
