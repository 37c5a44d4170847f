import { type Fragment, push } from "../Code.js";
import { edgeOffset, edgeSize, edgeWord } from "../edges.js";
import { keep } from "./keep.js";
import type { Scope } from "./Scope.js";
import { address } from "./targets.js";

/** Opcodes without operands that tell where the program runs. */
const facts = [
  ...[0x30, 0x32, 0x33, 0x34, 0x36, 0x38, 0x3a, 0x3d, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x4a],
  ...[0x58, 0x59, 0x5a],
];

/** What a program can ask of the block, the transaction and other accounts. */
export function environment(scope: Scope): Fragment {
  const { random } = scope;
  const kind = random.weighted({ fact: 45, account: 40, block: 8, blob: 7 });
  if (kind === "fact") return [random.pick(facts), ...keep(scope)];
  if (kind === "account") return [...address(scope), random.pick([0x31, 0x3b, 0x3f]), ...keep(scope)];
  const number = random.chance(80)
    ? BigInt(random.pick([0, 743, 744, 745, 998, 999, 1000, 1001]))
    : edgeWord(random);
  if (kind === "block") return [...push(number), 0x40, ...keep(scope)];
  return [...push(random.chance(80) ? BigInt(random.below(4)) : edgeWord(random)), 0x49, ...keep(scope)];
}

/** DUPn and SWAPn over what lies on the stack, deep enough or not; a stack that overflows, seldom. */
export function stack(scope: Scope): Fragment {
  const { random } = scope;
  if (random.chance(2)) return overflow(scope);
  const depth = random.between(1, 16);
  const have = random.chance(98) ? depth + 1 : random.below(depth);
  const items = Array.from({ length: have }, () => push(edgeWord(random))).flat();
  items.push(random.chance(50) ? 0x7f + depth : 0x8f + depth);
  for (let left = random.between(1, 4); left > 0; left--) items.push(random.pick([0x01, 0x03, 0x50, 0x16]));
  return [...items, ...keep(scope)];
}

/** Duplicates a word until the stack is full, or nearly. */
function overflow(scope: Scope): Fragment {
  const { random } = scope;
  const label = scope.freshLabel();
  const limit = random.pick([900n, 1_000n, 1_030n]);
  return [
    ...[...push(limit), ...push(0xe0n), 0x52, { label }, 0x5b, 0x5a],
    ...[...push(1n), ...push(0xe0n), 0x51, 0x03, 0x80, ...push(0xe0n), 0x52, { push: label, plus: 0 }, 0x57],
  ];
}

/** Where gas stands, which ties the comparison to every opcode before. */
export function gas(scope: Scope): Fragment {
  return [0x5a, ...keep(scope)];
}

/** Bytes that nobody chose. */
export function junk({ random }: Scope): Fragment {
  return [...random.bytes(random.between(1, 12))];
}

/** An end of the program, or of the contract. */
export function ending(scope: Scope): Fragment {
  const { random } = scope;
  const kind = random.weighted({ returns: 50, reverts: 18, stops: 14, destructs: 10, invalid: 4, falls: 4 });
  const region = random.chance(80)
    ? [...push(BigInt(random.pick([0, 32, 64, 192, 224]))), 0x5f]
    : [...push(edgeSize(random)), ...push(edgeOffset(random))];
  if (kind === "returns") return [...region, 0xf3];
  if (kind === "reverts") return [...region, 0xfd];
  if (kind === "destructs") return [...address(scope), 0xff];
  if (kind === "invalid") return [random.pick([0xfe, 0x0c, 0x1f, 0x21, 0x4b, 0xa5, 0xb0, 0xef, 0xf6, 0xfb])];
  return kind === "stops" ? [0x00] : [];
}
