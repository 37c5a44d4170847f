import { type Hex, joinBytes } from "@muniment/protocol";
import { code } from "../../../executor/transition/helpers/bytecode.js";

/** Init code that asks whether its caller is somebody, and reverts when it is not; then logs. */
export function refusing(somebody: Hex): Uint8Array {
  const check = code("CALLER", BigInt(somebody), "EQ", 255n, "JUMPI", 0n, 0n, "REVERT");
  return joinBytes([
    check.map((byte) => (byte === 255 ? check.length : byte)),
    code("JUMPDEST", 0n, 0n, "LOG0", "STOP"),
  ]);
}
