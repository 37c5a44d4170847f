import { copyBytes } from "../bytes/copyBytes.js";
import { writeRlpHeader } from "../rlp/writeRlpHeader.js";
import type { DecodedAuthorization } from "./DecodedAuthorization.js";

/** The byte EIP-7702 puts before what an authority signs. */
const magic = 0x05;

/**
 * Writes the bytes whose keccak256 an authorization's key signed: 0x05 and the list (chain id, address, nonce); at
 * most 66 bytes.
 * @returns How many bytes were written.
 */
export function writeAuthorizationPayload(
  authorization: DecodedAuthorization,
  target: Uint8Array,
  offset: number,
): number {
  const { bytes, signedStart: start, signedEnd: end } = authorization;
  target[offset] = magic;
  const at = writeRlpHeader(target, offset + 1, end - start, 0xc0);
  return copyBytes(bytes, { start, end }, target, at) - offset;
}
