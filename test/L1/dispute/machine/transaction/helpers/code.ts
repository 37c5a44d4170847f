import { concat, toBeHex } from "ethers";
import type { Hex } from "../../../../../../packages/protocol/src/index.js";

/** PUSH4 of a number. */
const push = (value: number): string => `0x63${toBeHex(value, 4).slice(2)}`;
const join = (...parts: readonly string[]): Hex => concat(parts) as Hex;

/** Stores a value in a slot. */
export const store = (slot: number, value: number): Hex => join(push(value), push(slot), "0x55");

/** Copies call data to the memory's beginning. */
export const copyData = (size: number): Hex => join(push(size), push(0), push(0), "0x37");

/** Logs the memory's beginning with topics. */
export const log = (size: number, topics: readonly number[] = []): Hex =>
  join(...[...topics].reverse().map(push), push(size), push(0), toBeHex(0xa0 + topics.length, 1));

/** Destroys the account for its caller. */
export const destroy: Hex = "0x33ff";

/** Makes a contract of code that is put into memory, of at most 32 bytes, and drops its address. */
export const create = (code: Hex): Hex => {
  const size = (code.length - 2) / 2;
  return join(
    toBeHex(0x5f + size, 1),
    code,
    push(0),
    "0x52",
    push(size),
    push(32 - size),
    push(0),
    "0xf0",
    "0x50",
  );
};

export const revert: Hex = "0x5f5ffd";

export { join as program };
