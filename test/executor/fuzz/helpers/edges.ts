import type { Random } from "./Random.js";

const top = 1n << 255n;
const all = (1n << 256n) - 1n;

/** Words at which arithmetic changes its behaviour. */
const words: readonly bigint[] = [
  ...[0n, 1n, 2n, 3n, 31n, 32n, 33n, 255n, 256n, 257n, 0xffffn, 0x10000n],
  ...[all, all - 1n, top, top - 1n, top + 1n, -3n & all, -256n & all],
  ...[63n, 64n, 65n, 127n, 128n, 129n, 191n, 192n, 193n, 254n].map((bit) => 1n << bit),
  ...[32n, 64n, 128n, 160n, 192n].map((bit) => (1n << bit) - 1n),
];

/** A word, mostly one at an edge. */
export function edgeWord(random: Random): bigint {
  const kind = random.weighted({ edge: 50, small: 20, power: 10, wide: 10, negative: 10 });
  if (kind === "edge") return random.pick(words);
  if (kind === "small") return BigInt(random.below(300));
  if (kind === "power") return ((1n << BigInt(random.below(256))) + BigInt(random.between(-1, 1))) & all;
  if (kind === "wide") return random.bigint(random.pick([8, 33, 64, 65, 128, 200, 256]));
  return -random.bigint(random.pick([8, 64, 130])) & all;
}

/** A place in memory: mostly a small one that costs little, seldom one that nobody can pay. */
export function edgeOffset(random: Random): bigint {
  const kind = random.weighted({ low: 74, middle: 22, high: 3, absurd: 1 });
  if (kind === "low") return BigInt(random.below(130));
  if (kind === "middle") return BigInt(random.pick([224, 255, 256, 511, 1000, 1023, 1024, 4095, 4096]));
  if (kind === "high") return BigInt(random.pick([16_384, 65_535, 100_000, 131_072, 200_000]));
  return random.pick([
    ...[(1n << 31n) - 1n, 1n << 31n, (1n << 32n) - 32n, (1n << 32n) - 1n, 1n << 32n, (1n << 32n) + 1n],
    ...[(1n << 53n) + 1n, (1n << 63n) - 1n, (1n << 64n) - 1n, 1n << 64n, 1n << 255n, all],
  ]);
}

/** A size of a region of memory: zero often, because a region of no size touches nothing wherever it lies. */
export function edgeSize(random: Random): bigint {
  const kind = random.weighted({ zero: 18, small: 63, middle: 18, absurd: 1 });
  if (kind === "zero") return 0n;
  if (kind === "small") return BigInt(random.pick([1, 2, 4, 20, 31, 32, 33, 63, 64, 65, 96]));
  if (kind === "middle") return BigInt(random.pick([100, 128, 192, 255, 256, 500, 1024, 4096]));
  return random.pick([49_152n, 49_153n, 1n << 20n, (1n << 32n) - 1n, 1n << 32n, 1n << 64n, all]);
}
