import { isZero } from "../bytes/isZero.js";
import type { MclCurve } from "./MclCurve.js";

/** Reads an element of the field from 64 bytes, of which the first 16 are zero (EIP-2537). @returns Whether it is one. */
export function readPadded(
  curve: MclCurve,
  { input, offset, to }: { readonly input: Uint8Array; readonly offset: number; readonly to: number },
): boolean {
  return isZero(input, offset, 16) && curve.readElement(input, offset + 16, to);
}
