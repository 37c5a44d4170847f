import type { Hex } from "@muniment/protocol";

/** What the value hash of an account stands for (spec/state.md, TREE-2). */
export interface AccountFields {
  readonly nonce: bigint;
  readonly balance: bigint;
  readonly codeHash: Hex;
}

/** keccak256 of no bytes: the code hash of an account without code. */
export const noCodeHash: Hex = "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470";

/** Whether an account has no leaf (DISPUTE-38). */
export function isEmptyAccount({ nonce, balance, codeHash }: AccountFields): boolean {
  return nonce === 0n && balance === 0n && codeHash === noCodeHash;
}
