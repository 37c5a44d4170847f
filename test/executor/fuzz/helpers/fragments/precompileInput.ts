import { bigintToBytes } from "../bigintToBytes.js";
import type { Random } from "../Random.js";

const bn254 = 21888242871839275222246405745257275088696311157297823662689037894645226208583n;
const secp256k1 = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** Bytes of the form a precompile expects, some of them valid, some not quite. */
export function precompileInput(random: Random, target: bigint): Uint8Array {
  switch (Number(target)) {
    case 1:
      return words(random.bigint(256), random.pick([27n, 28n, 0n, 29n]), scalar(random), scalar(random));
    case 5:
      return modexp(random);
    case 6:
      return words(...point(random), ...point(random));
    case 7:
      return words(...point(random), random.pick([0n, 1n, 2n, random.bigint(256), (1n << 256n) - 1n]));
    case 8:
      return random.chance(30) ? new Uint8Array(0) : words(...point(random), 0n, 0n, 0n, 0n);
    case 9:
      return blake2f(random);
    default:
      return random.bytes(random.pick([0, 1, 31, 32, 64, 96, 128, 160, 192]));
  }
}

function words(...list: bigint[]): Uint8Array {
  return Uint8Array.from(list.flatMap((word) => [...bigintToBytes(word, 32)]));
}

function scalar(random: Random): bigint {
  return random.pick([0n, 1n, secp256k1 - 1n, secp256k1, random.bigint(256), random.bigint(255)]);
}

/** On the curve: infinity, the generator or its negative; or not on it. */
function point(random: Random): [bigint, bigint] {
  return random.pick<[bigint, bigint]>([
    [0n, 0n],
    [1n, 2n],
    [1n, bn254 - 2n],
    [1n, 3n],
    [bn254, 0n],
    [random.bigint(253), random.bigint(253)],
  ]);
}

function modexp(random: Random): Uint8Array {
  const sizes = [0, 0, 0].map(() => random.pick([0, 1, 1, 2, 31, 32, 33, 40]));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const heads = sizes.map((size) =>
    random.chance(97) ? BigInt(size) : random.pick([1024n, 1025n, 1n << 32n, 1n << 64n, (1n << 256n) - 1n]),
  );
  return Uint8Array.from([...words(...heads), ...random.bytes(total)]);
}

function blake2f(random: Random): Uint8Array {
  const rounds = random.pick([0, 1, 12, 200]);
  const final = random.pick([0, 1, 1, 2]);
  return Uint8Array.from([0, 0, 0, rounds, ...random.bytes(208), final]).subarray(
    0,
    random.chance(90) ? 213 : 212,
  );
}
