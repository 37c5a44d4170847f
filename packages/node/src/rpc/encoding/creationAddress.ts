import { encodeRlp, fromHex, keccak256, transactionTypes } from "@muniment/protocol";
import type { DecodedTransaction, Hex } from "@muniment/protocol";

/** Where a signed transaction that creates would put its contract, whether it came to be or not; undefined for others. */
export function creationAddress({ to, type, nonce }: DecodedTransaction, sender: Hex): Hex | undefined {
  if (to >= 0 || type === transactionTypes.deposit) return undefined;
  return `0x${keccak256(encodeRlp([fromHex(sender, 20), nonce])).slice(-40)}`;
}
