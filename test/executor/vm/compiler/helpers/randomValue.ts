import type { generator } from "../../runtime/helpers/program.js";

export type Random = ReturnType<typeof generator>;

/** A number of a random width, often at an edge. */
export function randomValue(random: Random): bigint {
  const bits = [1, 5, 8, 9, 31, 32, 33, 63, 64, 65, 127, 128, 160, 192, 255, 256][random(16)]!;
  let value = 0n;
  for (let part = 0; part < 6; part++) value = (value << 48n) | BigInt(random(2 ** 48));
  value = BigInt.asUintN(bits, value);
  const edges = [
    value,
    value,
    (1n << BigInt(bits)) - 1n,
    1n << BigInt(bits - 1),
    BigInt.asUintN(256, -value),
  ];
  return edges[random(edges.length)]!;
}
