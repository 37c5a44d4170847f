import { fieldModulus, isProtocolError, keccak256, liftKey, utf8 } from "@muniment/protocol";
import type { GrumpkinKey } from "@muniment/protocol";

/** A key whose secret nobody knows (SETTLE-99): the first point whose first coordinate is a hash of these words. */
export function nobodyKey(): GrumpkinKey {
  found ??= find();
  return found;
}

let found: GrumpkinKey | undefined;

function find(): GrumpkinKey {
  for (let attempt = 0; ; attempt++) {
    const x = BigInt(keccak256(utf8(`muniment.settlement.nobody ${String(attempt)}`))) % fieldModulus;
    try {
      return liftKey(x);
    } catch (error) {
      if (!isProtocolError(error)) throw error;
    }
  }
}
