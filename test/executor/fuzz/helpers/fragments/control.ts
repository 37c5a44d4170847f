import { type Fragment, type Item, push } from "../Code.js";
import { edgeWord } from "../edges.js";
import { arithmetic } from "./arithmetic.js";
import { keep } from "./keep.js";
import type { Scope } from "./Scope.js";
import { storage } from "./storage.js";

/** Jumps: forward, in loops, computed, into push data and to nowhere. */
export function control(scope: Scope): Fragment {
  const { random } = scope;
  const kind = random.weighted({ skip: 30, loop: 25, table: 15, data: 6, nowhere: 4, subroutine: 12, pc: 8 });
  switch (kind) {
    case "skip":
      return forward(scope);
    case "loop":
      return loop(scope);
    case "table":
      return table(scope);
    case "subroutine":
      return subroutine(scope);
    case "pc":
      return [0x58, ...keep(scope)];
    case "data": {
      // The 0x5b is an operand of the PUSH2 and no destination, unless the condition is false.
      const label = scope.freshLabel();
      const condition = random.chance(60) ? [0x5f] : push(1n);
      return [
        ...condition,
        { push: label, plus: random.between(-2, -1) },
        0x57,
        0x61,
        0x5b,
        0x5b,
        { label },
        0x50,
      ];
    }
    case "nowhere":
      return [...push(random.chance(50) ? 0n : 1n), ...push(edgeWord(random)), 0x57];
  }
}

/** JUMP or JUMPI over something, to the end of the fragment or to a fragment further down. */
function forward(scope: Scope): Item[] {
  const { random } = scope;
  const near = scope.freshLabel();
  const far = scope.ahead.length > 0 && random.chance(40) ? random.pick(scope.ahead) : near;
  const jump: Item[] = random.chance(70)
    ? [...condition(scope), { push: far, plus: 0 }, 0x57]
    : [{ push: far, plus: 0 }, 0x56];
  const over = random.chance(50) ? arithmetic(scope) : storage(scope);
  return [...jump, ...over, { label: near }, 0x5b];
}

/** A counter, a body, and a jump back until the counter is zero. */
function loop(scope: Scope): Item[] {
  const { random } = scope;
  const top = scope.freshLabel();
  const body = random.chance(70) ? arithmetic(scope) : storage(scope);
  const count = BigInt(random.chance(95) ? random.between(1, 12) : 100_000);
  // The counter lives in memory at 0xe0, because the body may leave words on the stack.
  return [
    ...[...push(count), ...push(0xe0n), 0x52, { label: top }, 0x5b],
    ...body,
    ...[...push(1n), ...push(0xe0n), 0x51, 0x03, 0x80, ...push(0xe0n), 0x52],
    ...[{ push: top, plus: 0 }, 0x57],
  ];
}

/** A destination that depends on calldata: one of two that exist, or one that does not. */
function table(scope: Scope): Item[] {
  const { random } = scope;
  const [first, second, end] = [scope.freshLabel(), scope.freshLabel(), scope.freshLabel()];
  // second if a bit of calldata is set, otherwise first: first + bit * (second - first)
  return [
    ...[{ push: second, plus: 0 }, { push: first, plus: 0 }, 0x03],
    ...[...push(BigInt(random.below(40))), 0x35, ...push(random.chance(85) ? 1n : 3n), 0x16, 0x02],
    ...[{ push: first, plus: 0 }, 0x01, 0x56],
    ...[{ label: first }, 0x5b, ...arithmetic(scope), { push: end, plus: 0 }, 0x56],
    ...[{ label: second }, 0x5b, ...storage(scope)],
    ...[{ label: end }, 0x5b],
  ];
}

/** A body that two places jump to and that returns to a pushed address, as compilers lay out functions. */
function subroutine(scope: Scope): Item[] {
  const { random } = scope;
  const [body, once, twice, end] = [0, 1, 2, 3].map(() => scope.freshLabel()) as [
    string,
    string,
    string,
    string,
  ];
  const operations = [0x01, 0x02, 0x03, 0x18, 0x0b, 0x1b];
  return [
    ...[
      { push: once, plus: 0 },
      ...push(edgeWord(random)),
      ...push(edgeWord(random)),
      { push: body, plus: 0 },
      0x56,
    ],
    ...[{ label: once }, 0x5b],
    ...[{ push: twice, plus: 0 }, 0x90, ...push(edgeWord(random)), { push: body, plus: 0 }, 0x56],
    ...[{ label: twice }, 0x5b, { push: end, plus: 0 }, 0x56],
    // stack: return address, a, b
    ...[{ label: body }, 0x5b, random.pick(operations), 0x90, 0x56],
    ...[{ label: end }, 0x5b, ...keep(scope)],
  ];
}

function condition({ random }: Scope): number[] {
  const kind = random.weighted({ known: 40, calldata: 40, gas: 20 });
  if (kind === "known") return push(BigInt(random.below(2)));
  if (kind === "calldata") return [...push(BigInt(random.below(40))), 0x35, ...push(1n), 0x16];
  return [...push(BigInt(random.pick([5_000, 20_000, 50_000]))), 0x5a, 0x11];
}
