import { ProtocolError } from "../../errors.js";
import { fieldModulus } from "../field/fieldModulus.js";
import { Grumpkin } from "./grumpkin.js";
import type { GrumpkinKey } from "./GrumpkinKey.js";

/**
 * The point with this first coordinate whose second one is even (SETTLE-20).
 * @throws SETTLEMENT_KEY_INVALID
 */
export function liftKey(x: bigint): GrumpkinKey {
  const { Fp } = Grumpkin;
  if (x < 0n || x >= fieldModulus)
    throw new ProtocolError("SETTLEMENT_KEY_INVALID", { value: x, kind: "key" });
  try {
    const y = Fp.sqrt(Fp.sub(Fp.mul(Fp.sqr(x), x), 17n));
    return { x, y: y % 2n === 0n ? y : fieldModulus - y };
  } catch (cause) {
    throw new ProtocolError("SETTLEMENT_KEY_INVALID", { value: x, kind: "key" }, { cause });
  }
}
