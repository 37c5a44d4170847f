import { bn254 } from "@noble/curves/bn254.js";
import type { G1Points } from "./G1Points.js";
import { addInPlace } from "./G1Points.js";

const scalarBits = 254;

/** Multiples of the generator of BN254's first group, to multiply it by many numbers. */
export class G1Table {
  private readonly bits: number;
  /** By window: the multiple d of the window's point at d. */
  private readonly windows: G1Points[] = [];

  /** @param bits Of a window: a table has 2^bits points for each of them. */
  constructor(bits: number) {
    this.bits = bits;
    let base = bn254.G1.Point.BASE;
    for (let start = 0; start < scalarBits; start += bits) {
      this.windows.push(multiplesOf(base.toAffine(), bits));
      base = base.multiply(1n << BigInt(bits));
    }
  }

  /** The generator times each of these numbers, which are above zero and below the group's order. */
  multiply(scalars: readonly bigint[]): G1Points {
    // A point that every sum begins with keeps infinity out of it, and is taken away at the end.
    const { x, y } = bn254.G1.Point.BASE.multiply(offset).toAffine();
    const sums = { x: scalars.map(() => x), y: scalars.map(() => y) };
    const mask = (1n << BigInt(this.bits)) - 1n;
    this.windows.forEach((points, window) => {
      const shift = BigInt(window * this.bits);
      addInPlace(
        sums,
        scalars.map((scalar) => {
          const digit = Number((scalar >> shift) & mask);
          return digit === 0 ? undefined : ([points.x[digit] as bigint, points.y[digit] as bigint] as const);
        }),
      );
    });
    const back = [x, bn254.fields.Fp.neg(y)] as const;
    addInPlace(
      sums,
      scalars.map(() => back),
    );
    return sums;
  }
}

/** Any number that no sum of windows meets. */
const offset = 0x1f3a_77c1_90b2_4d5e_8836_0c9d_5ea1_42b7_19f0_6be4_73d8_21acn;

/** The multiples 0 … 2^bits − 1 of a point, the first of which is nothing that anybody reads. */
function multiplesOf(point: { readonly x: bigint; readonly y: bigint }, bits: number): G1Points {
  const all: G1Points = { x: [0n, point.x], y: [0n, point.y] };
  let base = bn254.G1.Point.fromAffine(point);
  for (let width = 2; width < 1 << bits; width *= 2) {
    base = base.double();
    const { x, y } = base.toAffine();
    const upper = { x: all.x.slice(1), y: all.y.slice(1) };
    addInPlace(
      upper,
      upper.x.map(() => [x, y] as const),
    );
    all.x.push(x, ...upper.x);
    all.y.push(y, ...upper.y);
  }
  return all;
}
