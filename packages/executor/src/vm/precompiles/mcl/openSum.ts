import { mclSizes } from "./MclCurve.js";
import type { MclCurve } from "./MclCurve.js";
import type { MclGroup } from "./MclGroup.js";

/** A group, and how its points are read and written. */
export interface SumForm extends MclGroup {
  readonly read: (input: Uint8Array, offset: number, to: number) => boolean;
  readonly write: (point: number) => Uint8Array;
}

/** So many terms are summed up at once: more gain little, and the library's tables are on its stack. */
const BATCH = 128;

/** Points times scalars of 32 bytes that follow them (EIP-2537), summed up; undefined if a point is refused. */
export function openSum(curve: MclCurve, form: SumForm): (input: Uint8Array) => Uint8Array | undefined {
  const { parts, read, write, clear, isZero, add, mulVec } = form;
  const { wasm } = curve;
  const pointSize = 64 * parts;
  const valueSize = (mclSizes.g1 * parts) / 2;
  const points = curve.allocate(BATCH * valueSize);
  const scalars = curve.allocate(BATCH * mclSizes.scalar);
  const total = curve.allocate(valueSize);
  const part = curve.allocate(valueSize);

  return (input) => {
    clear(total);
    let count = 0;
    for (let at = 0; at < input.length; at += pointSize + 32) {
      const point = points + count * valueSize;
      const scalar = scalars + count * mclSizes.scalar;
      if (!read(input, at, point)) return undefined;
      curve.readScalar(input, at + pointSize, scalar);
      // Terms that are infinity are left out.
      if (isZero(point) === 0 && wasm.mclBnFr_isZero(scalar) === 0) count++;
      if (count < BATCH) continue;
      mulVec(part, points, scalars, count);
      add(total, total, part);
      count = 0;
    }
    if (count > 0) {
      mulVec(part, points, scalars, count);
      add(total, total, part);
    }
    return write(total);
  };
}
