import { fromHex } from "../bytes/fromHex.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";
import { pageSize } from "./pageSize.js";

/**
 * What pages commit to (spec/dispute.md, DISPUTE-20).
 * @param bytes At most 131,072.
 * @example pagesCommitment(new Uint8Array(0)) === keccak256();
 */
export function pagesCommitment(bytes: Uint8Array): Hex {
  const hashes: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += pageSize) {
    const page = new Uint8Array(pageSize);
    page.set(bytes.subarray(at, at + pageSize));
    hashes.push(fromHex(keccak256(page), 32));
  }
  return keccak256(...hashes);
}
