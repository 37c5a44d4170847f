import { type Fragment, push } from "../Code.js";
import { edgeOffset, edgeSize, edgeWord } from "../edges.js";
import type { Random } from "../Random.js";
import { keep } from "./keep.js";
import { returnData } from "./calls.js";
import type { Scope } from "./Scope.js";

/** Runtime codes of at most 27 bytes, so that the code which returns them fits one word. */
const runtimes: readonly (readonly number[])[] = [
  [],
  [0x00],
  // SSTORE(0, CALLVALUE); return the caller.
  [0x34, 0x5f, 0x55, 0x33, 0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3],
  // Give everything to the caller and be gone.
  [0x33, 0xff],
  // Revert with the gas that is left.
  [0x5a, 0x5f, 0x52, 0x60, 0x20, 0x5f, 0xfd],
  // Refused by EIP-3541.
  [0xef],
  [0xef, 0x00],
  [0xfe],
];

/** CREATE and CREATE2 of small programs, now and then called at once, and of regions that are too large. */
export function create(scope: Scope): Fragment {
  const { random } = scope;
  const code = initCode(random);
  const word = code.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) << BigInt(8 * (32 - code.length));
  const isTwo = random.chance(50);
  const [size, offset] = random.chance(90)
    ? [push(BigInt(code.length)), push(0x100n)]
    : [push(edgeSize(random)), push(edgeOffset(random))];
  // Few salts, so that the same contract is created twice.
  const salt = isTwo ? push(random.chance(80) ? BigInt(random.below(2)) : edgeWord(random)) : [];
  const value = random.chance(70) ? [0x5f] : push(random.pick([1n, 1000n, 1n << 100n]));
  return [
    ...[0x7f, ...toBytes(word), ...push(0x100n), 0x52],
    ...[...salt, ...size, ...offset, ...value, isTwo ? 0xf5 : 0xf0],
    ...(random.chance(60) ? callCreated(scope) : keep(scope)),
    ...(random.chance(30) ? returnData(scope) : []),
  ];
}

/** Keeps the new address in memory at 0xc0 and calls it. */
function callCreated(scope: Scope): number[] {
  const { random } = scope;
  const kind = random.pick([0xf1, 0xf4, 0xfa]);
  const value = kind === 0xf1 ? push(BigInt(random.below(2))) : [];
  return [
    ...[0x80, ...push(0xc0n), 0x52],
    ...[...push(0x20n), 0x5f, 0x5f, 0x5f, ...value],
    // Under the operands lies the address: bring it up.
    ...[value.length > 0 ? 0x85 : 0x84, 0x5a, kind],
    ...keep(scope),
    0x50,
  ];
}

function initCode(random: Random): number[] {
  const kind = random.weighted({ returns: 70, reverts: 8, destructs: 8, large: 6, junk: 8 });
  if (kind === "reverts") return [0x60, random.below(33), 0x5f, 0xfd];
  if (kind === "destructs") return [random.pick([0x33, 0x30, 0x32]), 0xff];
  // Runtime code of 24,576 bytes or one more: affordable for few transactions.
  if (kind === "large") return [0x61, 0x60, random.below(2), 0x5f, 0xf3];
  if (kind === "junk") return [...random.bytes(random.between(1, 20))];
  const runtime = random.pick(runtimes);
  // PUSHn runtime; MSTORE at 0; RETURN its last n bytes.
  if (runtime.length === 0) return [0x00];
  return [
    0x5f + runtime.length,
    ...runtime,
    0x5f,
    0x52,
    0x60,
    runtime.length,
    0x60,
    32 - runtime.length,
    0xf3,
  ];
}

function toBytes(word: bigint): number[] {
  return Array.from({ length: 32 }, (_, i) => Number((word >> BigInt(8 * (31 - i))) & 255n));
}
