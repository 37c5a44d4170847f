import { keccak256, fromHex } from "@muniment/protocol";
import type { DecodedAuthorization, DecodedTransaction, Hex } from "@muniment/protocol";
import { ownTools } from "../../signatures/ownTools.js";

/** The integers of a signature, as ranges of `bytes`. */
type Signature = Pick<DecodedAuthorization, "bytes" | "yParity" | "rStart" | "rEnd" | "sStart" | "sEnd">;

/**
 * Who signed a payload.
 * @param write Writes the payload into a buffer and says how many bytes it has.
 * @param size More than it has.
 */
export function recoverSigner<Signed extends Signature & (DecodedAuthorization | DecodedTransaction)>(
  signed: Signed,
  write: (signed: Signed, target: Uint8Array, offset: number) => number,
  size: number,
): Hex | undefined {
  const payload = new Uint8Array(size);
  const digest = fromHex(keccak256(payload.subarray(0, write(signed, payload, 0))), 32);
  const { bytes, rStart, rEnd, sStart, sEnd, yParity } = signed;
  const signature = new Uint8Array(64);
  signature.set(bytes.subarray(rStart, rEnd), 32 - (rEnd - rStart));
  signature.set(bytes.subarray(sStart, sEnd), 64 - (sEnd - sStart));
  const publicKey = new Uint8Array(65);
  if (!ownTools().library.recover(digest, signature, yParity, publicKey)) return undefined;
  return `0x${keccak256(publicKey.subarray(1)).slice(26)}`;
}
