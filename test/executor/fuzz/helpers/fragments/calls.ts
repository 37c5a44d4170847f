import { type Fragment, push } from "../Code.js";
import { edgeOffset, edgeSize } from "../edges.js";
import { precompiles } from "../World.js";
import { keep } from "./keep.js";
import { precompileInput } from "./precompileInput.js";
import type { Scope } from "./Scope.js";
import { address } from "./targets.js";

/** CALL, CALLCODE, DELEGATECALL, STATICCALL. */
const kinds = [0xf1, 0xf1, 0xf1, 0xf2, 0xf4, 0xf4, 0xfa];

/** A call with value and gas at the edges, and what is done with its result. */
export function call(scope: Scope): Fragment {
  const { random } = scope;
  const kind = random.pick(kinds);
  const input = region(scope);
  const output = region(scope);
  const value = kind === 0xf1 || kind === 0xf2 ? amount(scope) : [];
  return [
    ...[...output, ...input, ...value, ...address(scope), ...gas(scope), kind],
    ...keep(scope),
    ...(random.chance(40) ? returnData(scope) : []),
  ];
}

/** A call of a precompile with an input that is mostly of the form it wants. */
export function precompile(scope: Scope): Fragment {
  const { random } = scope;
  const target = random.pick(precompiles);
  const input = precompileInput(random, target);
  const items: number[] = [];
  for (let at = 0; at < input.length; at += 32) {
    const word = input.subarray(at, at + 32);
    const padded = Uint8Array.from({ length: 32 }, (_, i) => word[i] ?? 0);
    items.push(0x7f, ...padded, ...push(BigInt(at)), 0x52);
  }
  const size = random.chance(90) ? input.length : Math.max(0, input.length + random.between(-33, 33));
  const output = [...push(random.chance(80) ? 64n : edgeSize(random)), ...push(0x200n)];
  return [
    ...[...items, ...output, ...push(BigInt(size)), 0x5f, ...push(target), ...gas(scope), 0xfa],
    ...keep(scope),
    ...returnData(scope),
  ];
}

/** RETURNDATASIZE and RETURNDATACOPY, in range and out of it. */
export function returnData(scope: Scope): number[] {
  const { random } = scope;
  const kind = random.weighted({ size: 45, all: 42, part: 9, beyond: 4 });
  if (kind === "size") return [0x3d, ...keep(scope)];
  if (kind === "all") return [0x3d, 0x5f, ...push(BigInt(random.below(256))), 0x3e];
  if (kind === "part")
    return [...push(BigInt(random.below(33))), ...push(BigInt(random.below(33))), 0x5f, 0x3e];
  return [...push(edgeSize(random)), ...push(edgeOffset(random)), ...push(edgeOffset(random)), 0x3e];
}

function region({ random }: Scope): number[] {
  return random.chance(75)
    ? [...push(BigInt(random.pick([0, 0, 4, 32, 64, 96]))), ...push(BigInt(random.below(128)))]
    : [...push(edgeSize(random)), ...push(edgeOffset(random))];
}

/** Nothing, a little, everything, more than there is. */
function amount({ random }: Scope): number[] {
  const kind = random.weighted({ none: 60, little: 25, all: 5, more: 10 });
  if (kind === "none") return [0x5f];
  if (kind === "little") return push(BigInt(random.pick([1, 2, 1000])));
  return kind === "all" ? [0x47] : push(random.pick([1n << 64n, 1n << 128n, (1n << 256n) - 1n]));
}

function gas({ random }: Scope): number[] {
  const kind = random.weighted({ all: 50, some: 30, edge: 20 });
  if (kind === "all") return [0x5a];
  if (kind === "some") return push(BigInt(random.pick([3_000, 10_000, 30_000, 100_000])));
  return push(
    random.pick([0n, 1n, 699n, 700n, 2299n, 2300n, 2301n, 9_000n, 1n << 63n, 1n << 64n, (1n << 256n) - 1n]),
  );
}
