import { fromHex } from "@muniment/protocol";
import { hexWord } from "./hexWord.js";

/** What an operation shows L1 of value that crosses the border (SETTLE-39). */
export interface ShownCrossing {
  readonly kind: bigint;
  readonly asset: bigint;
  readonly amount: bigint;
  readonly target: bigint;
}

/** The first word of an operation that shows a crossing. */
export const shownWord = ({ kind, asset, amount }: ShownCrossing): bigint =>
  (kind << 160n) + (asset << 128n) + amount;

/** A batch's data in which the operation at a place shows another crossing. */
export function showing(data: Uint8Array, crossing: ShownCrossing, place = 0): Uint8Array {
  const copy = data.slice();
  copy.set(fromHex(hexWord(shownWord(crossing))), 864 * place);
  copy.set(fromHex(hexWord(crossing.target)), 864 * place + 32);
  return copy;
}
