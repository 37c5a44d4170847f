import { type Fragment, push } from "../Code.js";
import { edgeWord } from "../edges.js";
import { keep } from "./keep.js";
import type { Scope } from "./Scope.js";

const binary = [
  ...[0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x0a, 0x0b],
  ...[0x10, 0x11, 0x12, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1a, 0x1b, 0x1c, 0x1d],
];
/** ISZERO, NOT and Osaka's CLZ. */
const unary = [0x15, 0x19, 0x1e];
/** Before Osaka there is no CLZ, and a program with one ends there. */
const unaryBefore = [0x15, 0x15, 0x15, 0x19, 0x19, 0x19, 0x19, 0x19, 0x19, 0x1e];
/** ADDMOD, MULMOD. */
const ternary = [0x08, 0x09];

/** One to four operations on words at the edges. */
export function arithmetic(scope: Scope): Fragment {
  const { random } = scope;
  const items: number[] = [...push(edgeWord(random))];
  for (let left = random.between(1, 4); left > 0; left--) {
    const kind = random.weighted({ binary: 70, unary: 18, ternary: 12 });
    if (kind === "unary") items.push(random.pick(scope.hasClz ? unary : unaryBefore));
    if (kind === "binary") items.push(...operand(scope), random.pick(binary));
    if (kind === "ternary") items.push(...operand(scope), ...operand(scope), random.pick(ternary));
  }
  return [...items, ...keep(scope)];
}

/** Mostly a constant; now and then something the compiler cannot know. */
function operand({ random }: Scope): number[] {
  const kind = random.weighted({ word: 80, calldata: 10, memory: 5, copy: 5 });
  if (kind === "calldata") return [...push(BigInt(random.below(64))), 0x35];
  if (kind === "memory") return [...push(BigInt(random.below(6) * 32)), 0x51];
  return kind === "copy" ? [0x80] : push(edgeWord(random));
}
