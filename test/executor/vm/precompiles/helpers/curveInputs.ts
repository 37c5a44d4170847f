import { readG2 } from "../../../../../packages/executor/src/vm/precompiles/pure/bn254/readG2.js";
import { pureCurves } from "../../../../../packages/executor/src/vm/precompiles/pure/pureCurves.js";
import { blsPoints } from "./blsPoints.js";
import { bn254Points } from "./bn254Points.js";
import { bytes } from "./bytes.js";
import { hex } from "./hex.js";

const { bn254, bls12381 } = pureCurves;

/** Draws of what contracts on curves are given: right points and scalars, edges, and what is no point. */
export interface CurveInputs {
  /** One of a list. */
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** A scalar: any, an edge, small. */
  readonly scalar: (order: bigint) => Uint8Array;
  /** Changes one bit of one draw in `rarity`. */
  readonly spoil: (input: Uint8Array, rarity: number) => Uint8Array;
  readonly bn254G1: () => Uint8Array;
  readonly bn254G2: () => Uint8Array;
  /** A point of BLS12-381's first group; one draw in `rarity` is of the curve only. */
  readonly blsG1: (rarity: number) => Uint8Array;
  readonly blsG2: (rarity: number) => Uint8Array;
}

const top = (1n << 256n) - 1n;

/** @param random Bytes from a fixed seed. */
export function curveInputs(random: (size: number) => Uint8Array): CurveInputs {
  const below = (limit: number): number => new DataView(random(4).buffer).getUint32(0) % limit;
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)]!;
  const integer = (size: number): bigint => BigInt(`0x${hex(random(size))}`);
  const scalar = (order: bigint): Uint8Array =>
    bytes(
      pick([0n, 1n, 2n, 3n, order - 1n, order, order + 1n, top, integer(4), ...draws(12, () => integer(32))]),
    );
  const spoil = (input: Uint8Array, rarity: number): Uint8Array => {
    const changed = input.slice();
    if (below(rarity) === 0) changed[below(changed.length)]! ^= 1 << below(8);
    return changed;
  };
  const multiply = (point: Uint8Array, by: bigint): Uint8Array => bn254.multiply(bytes(point, by))!;
  const bn254Pool = [
    ...[bn254Points.g1, bn254Points.infinity1],
    ...[2n, 3n, bn254Points.order - 1n].map((by) => multiply(bn254Points.g1, by)),
    ...draws(8, () => multiply(bn254Points.g1, integer(32))),
  ];
  const secondPool = [
    bn254Points.infinity2,
    ...[1n, 2n, bn254Points.order - 1n, integer(31), integer(31)].map(bn254SecondPoint),
  ];
  const blsPool1 = [
    ...[blsPoints.g1, blsPoints.infinity1, negative(blsPoints.g1, 1)],
    ...draws(8, () => bls12381.mapToG1(blsElement(random))!),
  ];
  const blsPool2 = [
    ...[blsPoints.g2, blsPoints.infinity2, negative(blsPoints.g2, 2)],
    ...draws(6, () => bls12381.mapToG2(bytes(blsElement(random), blsElement(random)))!),
  ];
  const outside1 = [blsPoints.outside1, blsPoints.orderThree];
  return {
    pick,
    scalar,
    spoil,
    bn254G1: () => pick(bn254Pool),
    bn254G2: () => pick(secondPool),
    blsG1: (rarity) =>
      below(rarity) === 0 ? bls12381.addG1(bytes(pick(outside1), pick(blsPool1)))! : pick(blsPool1),
    blsG2: (rarity) =>
      below(rarity) === 0 ? bls12381.addG2(bytes(blsPoints.outside2, pick(blsPool2)))! : pick(blsPool2),
  };
}

function draws<Item>(count: number, draw: () => Item): Item[] {
  return Array.from({ length: count }, draw);
}

/** 64 bytes of an element of BLS12-381's field. */
function blsElement(random: (size: number) => Uint8Array): Uint8Array {
  const value = BigInt(`0x${hex(random(48))}`) % blsPoints.modulus;
  return bytes(value.toString(16).padStart(128, "0"));
}

/** The opposite of a point of BLS12-381: the elements of its second coordinate are turned about. */
function negative(point: Uint8Array, elements: 1 | 2): Uint8Array {
  const opposite = point.slice();
  for (let at = 64 * elements; at < 128 * elements; at += 64) {
    const value = BigInt(`0x${hex(point.subarray(at, at + 64))}`);
    const turned = value === 0n ? 0n : blsPoints.modulus - value;
    opposite.set(bytes(turned.toString(16).padStart(128, "0")), at);
  }
  return opposite;
}

/** The generator of bn254's second group times a scalar: no contract makes such points. */
function bn254SecondPoint(by: bigint): Uint8Array {
  const { x, y } = readG2(bn254Points.g2, 0)!
    .multiplyUnsafe(by % bn254Points.order)
    .toAffine();
  return bytes(x.c1, x.c0, y.c1, y.c0);
}
