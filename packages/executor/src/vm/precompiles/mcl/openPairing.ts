import { mclSizes } from "./MclCurve.js";
import type { MclCurve } from "./MclCurve.js";

type ReadPoint = (input: Uint8Array, offset: number, to: number) => boolean;

/** How pairs lie in an input, and how their points are read: false for one that is refused. */
export interface PairForm {
  readonly pairSize: number;
  readonly g1Size: number;
  readonly readG1: ReadPoint;
  readonly readG2: ReadPoint;
}

/** Whether a product of pairings is one, with one final exponentiation for all. A pair with infinity in it contributes one. */
export function openPairing(
  curve: MclCurve,
  { pairSize, g1Size, readG1, readG2 }: PairForm,
): (input: Uint8Array) => boolean | undefined {
  const { wasm } = curve;
  const product = curve.allocate(mclSizes.pairing);

  return (input) => {
    const pairs = input.length / pairSize;
    return curve.withMemory(pairs * (mclSizes.g1 + mclSizes.g2) + mclSizes.g1, (firsts) => {
      const seconds = firsts + pairs * mclSizes.g1;
      let count = 0;
      for (let at = 0; at < input.length; at += pairSize) {
        const g1 = firsts + count * mclSizes.g1;
        const g2 = seconds + count * mclSizes.g2;
        if (!readG1(input, at, g1) || !readG2(input, at + g1Size, g2)) return undefined;
        if (wasm.mclBnG1_isZero(g1) === 0 && wasm.mclBnG2_isZero(g2) === 0) count++;
      }
      if (count === 0) return true;
      wasm.mclBn_millerLoopVec(product, firsts, seconds, count);
      wasm.mclBn_finalExp(product, product);
      return wasm.mclBnGT_isOne(product) === 1;
    });
  };
}
