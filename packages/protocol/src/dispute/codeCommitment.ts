import { fromHex } from "../bytes/fromHex.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";
import { jumpBitmap } from "./jumpBitmap.js";
import { pageSize } from "./pageSize.js";

/**
 * What the pages of a code commit to, each with its part of the jump bitmap (spec/dispute.md, DISPUTE-22).
 * @example codeCommitment(fromHex("0x5b00"));
 */
export function codeCommitment(code: Uint8Array): Hex {
  const bitmap = jumpBitmap(code);
  const hashes: Uint8Array[] = [];
  for (let at = 0; at < code.length; at += pageSize) {
    const page = new Uint8Array(pageSize);
    page.set(code.subarray(at, at + pageSize));
    hashes.push(fromHex(keccak256(page, bitmap.subarray(at / 8, (at + pageSize) / 8)), 32));
  }
  return keccak256(...hashes);
}
