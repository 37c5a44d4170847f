import { copyBytes } from "../bytes/copyBytes.js";
import { writeRlpHeader } from "../rlp/writeRlpHeader.js";
import type { DecodedTransaction } from "./DecodedTransaction.js";

/** EIP-155 appends the chain id (at most 7 bytes and a header) and two zeros. */
const protection = new Uint8Array(10);

/**
 * Writes the bytes whose keccak256 a transaction's key signed: its type, a list header, and its signed items as they
 * stand. They take at most 16 bytes more than the transaction itself.
 * @returns How many bytes were written.
 * @example const hash = keccak256(scratch.subarray(0, writeSigningPayload(decoded, scratch, 0)));
 */
export function writeSigningPayload(decoded: DecodedTransaction, target: Uint8Array, offset: number): number {
  const { bytes, type, chainId, signedStart, signedEnd } = decoded;
  const protectionSize = type === 0 && chainId >= 0 ? writeProtection(chainId) : 0;
  const size = signedEnd - signedStart + protectionSize;
  let at = offset;
  if (type !== 0) target[at++] = type;
  at = writeRlpHeader(target, at, size, 0xc0);
  at = copyBytes(bytes, { start: signedStart, end: signedEnd }, target, at);
  for (let index = 0; index < protectionSize; index++) target[at++] = protection[index] as number;
  return at - offset;
}

/** Fills `protection` with the items (chain id, 0, 0); returns their size. */
function writeProtection(chainId: number): number {
  let size = 0;
  for (let rest = chainId; rest > 0; rest = (rest - (rest % 256)) / 256) size++;
  let at = 0;
  if (size !== 1 || chainId > 0x7f) at = writeRlpHeader(protection, 0, size, 0x80);
  for (let index = size - 1, rest = chainId; index >= 0; index--) {
    protection[at + index] = rest % 256;
    rest = (rest - (rest % 256)) / 256;
  }
  at += size;
  protection[at] = protection[at + 1] = 0x80;
  return at + 2;
}
