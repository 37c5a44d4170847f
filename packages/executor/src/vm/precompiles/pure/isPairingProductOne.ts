import type { bn254 } from "@noble/curves/bn254.js";

type Curve = Pick<typeof bn254, "fields" | "millerLoopBatch"> & { readonly utils: typeof bn254.utils };
interface Pair {
  readonly g1: typeof bn254.G1.Point.BASE;
  readonly g2: typeof bn254.G2.Point.BASE;
}

/**
 * Whether the product of pairings is one, with one final exponentiation for all. A pair with infinity in it
 * contributes one.
 * @param pairs Points already known to be in their groups: that is not checked again.
 */
export function isPairingProductOne(curve: Curve, pairs: readonly Pair[]): boolean {
  const lines = pairs
    .filter(({ g1, g2 }) => !g1.is0() && !g2.is0())
    .map(({ g1, g2 }): Parameters<Curve["millerLoopBatch"]>[0][number] => {
      const { x, y } = g1.toAffine();
      return [curve.utils.calcPairingPrecomputes(g2), x, y];
    });
  const { Fp12 } = curve.fields;
  return lines.length === 0 || Fp12.eql(Fp12.finalExponentiate(curve.millerLoopBatch(lines)), Fp12.ONE);
}
