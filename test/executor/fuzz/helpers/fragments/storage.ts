import { type Fragment, push } from "../Code.js";
import { keep } from "./keep.js";
import type { Scope } from "./Scope.js";

/** Values that turn refunds on and off: zero, the original ones, others. */
const values = [0n, 0n, 1n, 2n, 0xffn];

/** Writes and reads of a few slots, permanent and transient. */
export function storage(scope: Scope): Fragment {
  const { random } = scope;
  const slot = () => push(random.chance(92) ? BigInt(random.below(4)) : random.bigint(256));
  const items: number[] = [];
  for (let left = random.between(1, 3); left > 0; left--) {
    const kind = random.weighted({ store: 50, load: 28, put: 12, get: 10 });
    if (kind === "store") items.push(...push(random.pick(values)), ...slot(), 0x55);
    if (kind === "put") items.push(...push(random.pick(values)), ...slot(), 0x5d);
    if (kind === "load") items.push(...slot(), 0x54, ...keep(scope));
    if (kind === "get") items.push(...slot(), 0x5c, ...keep(scope));
  }
  return items;
}
