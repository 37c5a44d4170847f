import { isZero } from "../bytes/isZero.js";
import { mclSizes } from "./MclCurve.js";
import type { MclCurve } from "./MclCurve.js";
import type { MclGroup } from "./MclGroup.js";
import { readPadded } from "./readPadded.js";

type ReadPoint = (input: Uint8Array, offset: number, to: number) => boolean;

const { element } = mclSizes;

/** A group's points from and to EIP-2537's bytes, 64 for each element of the field; zeros are infinity. */
export function openPoints(
  curve: MclCurve,
  group: MclGroup,
): {
  /** Reads a point of the curve, in the group or not. */
  readonly read: ReadPoint;
  /** Reads a point of the group. */
  readonly readGroup: ReadPoint;
  readonly write: (point: number) => Uint8Array;
} {
  const { parts, clear, isZero: isInfinity, isValid, isValidOrder, normalize } = group;

  const read: ReadPoint = (input, offset, to) => {
    if (isZero(input, offset, 64 * parts)) {
      clear(to);
      return true;
    }
    for (let part = 0; part < parts; part++) {
      if (!readPadded(curve, { input, offset: offset + 64 * part, to: to + element * part })) return false;
    }
    const z = to + element * parts;
    curve.bytes().fill(0, z, z + (element * parts) / 2);
    curve.setOne(z);
    return isValid(to) === 1;
  };

  return {
    read,
    readGroup: (input, offset, to) => read(input, offset, to) && isValidOrder(to) === 1,
    write: (point) => {
      const output = new Uint8Array(64 * parts);
      if (isInfinity(point) === 1) return output;
      normalize(point, point);
      for (let part = 0; part < parts; part++)
        curve.writeElement(point + element * part, output, 64 * part + 16);
      return output;
    },
  };
}
