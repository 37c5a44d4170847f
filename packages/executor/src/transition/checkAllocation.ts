import { ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { Allocation } from "./Allocation.js";

/** EIP-170 */
const codeLimit = 24_576;
const wordEnd = 1n << 256n;
/** EIP-2681: an account at the last nonce could never act again. */
const lastNonce = (1n << 64n) - 1n;

/**
 * Checks that an account may be at genesis (EXEC-42).
 * @throws GENESIS_INVALID
 */
export function checkAllocation(address: Hex, allocation: Allocation): void {
  const problem = problemOf(allocation);
  if (problem !== undefined) throw new ProtocolError("GENESIS_INVALID", { address, problem });
}

function problemOf({ nonce = 0n, balance = 0n, code, storage }: Allocation): string | undefined {
  const size = code?.length ?? 0;
  const slots = [...(storage ?? [])];
  if (nonce < 0n || nonce >= lastNonce) return "its nonce is not below 2^64 - 1";
  if (!isWord(balance)) return "its balance is no word";
  if (size > codeLimit) return `its code has ${size} bytes`;
  if (!slots.every((slot) => slot.every(isWord))) return "a slot or its value is no word";
  if (nonce !== 0n || size !== 0) return undefined;
  if (slots.some(([, value]) => value !== 0n)) return "it has storage but neither nonce nor code";
  return balance === 0n ? "it is empty" : undefined;
}

function isWord(value: bigint): boolean {
  return value >= 0n && value < wordEnd;
}
