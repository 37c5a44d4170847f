import type { Random } from "../../../../../executor/fuzz/helpers/Random.js";
import type { Alteration } from "./StepLoop.js";

const edges = [0, 1, 2, 3, 0x7f, 0x80, 0xfe, 0xff];
const none = new Uint8Array(0);

/** So many ways to alter a witness: mostly one byte, now and then several, or some taken out, put in or put twice. */
export function alterations(random: Random, witness: Uint8Array, count: number): Alteration[] {
  return Array.from({ length: count }, () => alteration(random, witness));
}

function alteration(random: Random, witness: Uint8Array): Alteration {
  const { length } = witness;
  // The first bytes of a witness and of its parts say what the rest is.
  const position = random.chance(25) ? random.below(Math.min(64, length)) : random.below(length);
  const kind = random.weighted({ bit: 25, byte: 35, word: 15, swap: 5, end: 5, longer: 5, out: 5, in: 5 });
  switch (kind) {
    case "bit":
      return { position, cut: 1, replacement: Uint8Array.of(witness[position]! ^ (1 << random.below(8))) };
    case "byte":
      return { position, cut: 1, replacement: Uint8Array.of(otherByte(random, witness[position]!)) };
    case "word":
      return wordAltered(random, witness, position);
    case "swap":
      return {
        position,
        cut: Math.min(2, length - position),
        replacement: witness.slice(position, position + 2).reverse(),
      };
    case "end":
      return { position, cut: length - position, replacement: none };
    case "longer":
      return { position: length, cut: 0, replacement: random.bytes(random.pick([1, 6, 32, 38])) };
    case "out":
      return { position, cut: Math.min(length - position, random.pick([1, 32, 1024])), replacement: none };
    case "in":
      return { position, cut: 0, replacement: random.bytes(random.pick([1, 32])) };
  }
}

function otherByte(random: Random, byte: number): number {
  const other = random.chance(50) ? random.pick(edges) : random.below(256);
  return other === byte ? (byte + 1) & 0xff : other;
}

/** Another word from within the witness, or one of zeros or ones. */
function wordAltered(random: Random, witness: Uint8Array, position: number): Alteration {
  const cut = Math.min(32, witness.length - position);
  const from = random.below(witness.length - cut + 1);
  const replacement = random.pick([
    new Uint8Array(cut),
    new Uint8Array(cut).fill(0xff),
    witness.slice(from, from + cut),
  ]);
  return { position, cut, replacement };
}
