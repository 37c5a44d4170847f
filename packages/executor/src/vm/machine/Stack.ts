import { chainHash, zeroHash } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";

/** A stack that is not empty: the word on top, and the stack below, which never changes. */
export interface StackTop {
  readonly word: bigint;
  readonly below: Stack;
  readonly height: number;
  hash?: Hex;
}

export type Stack = StackTop | undefined;

export function push(below: Stack, word: bigint): StackTop {
  return { word, below, height: heightOf(below) + 1 };
}

export function heightOf(stack: Stack): number {
  return stack?.height ?? 0;
}

/** What a stack commits to (spec/dispute.md, DISPUTE-23). */
export function stackHash(stack: Stack): Hex {
  const unknown: StackTop[] = [];
  let at = stack;
  for (; at !== undefined && at.hash === undefined; at = at.below) unknown.push(at);
  let hash = at?.hash ?? zeroHash;
  for (const top of unknown.reverse()) hash = top.hash = chainHash(hash, top.word);
  return hash;
}
