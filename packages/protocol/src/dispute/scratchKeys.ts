import { abiWord } from "../bytes/abiWord.js";
import { fromHex } from "../bytes/fromHex.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";

const ofAddress = (tag: number) => (address: Hex) => keccak256(Uint8Array.of(tag), fromHex(address, 20));
const ofSlot = (tag: number) => (address: Hex, slot: bigint) =>
  keccak256(Uint8Array.of(tag), fromHex(address, 20), abiWord("uint256", slot));

/**
 * Keys of the scratch tree (spec/dispute.md, DISPUTE-36).
 * @example scratchKeys.warmSlot(address, 7n);
 */
export const scratchKeys = {
  warmAccount: ofAddress(1),
  warmSlot: ofSlot(2),
  transient: ofSlot(3),
  created: ofAddress(4),
  /** The list of destroyed accounts. */
  destroyedList: keccak256(Uint8Array.of(5)),
  destroyed: ofAddress(6),
} as const;
