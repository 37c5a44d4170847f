import { ProtocolError } from "../errors.js";

/** The order of secp256k1's group, and half of it rounded down, big-endian. */
const order = wordBytes(0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n);
const halfOrder = wordBytes(0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n);

function wordBytes(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, index) => Number((value >> BigInt(8 * (31 - index))) & 0xffn));
}

/** A signature's integers as ranges of bytes: at most 32 bytes each, without leading zeros. */
export interface SignatureRange {
  readonly bytes: Uint8Array;
  readonly rStart: number;
  readonly rEnd: number;
  readonly sStart: number;
  readonly sEnd: number;
}

/**
 * Checks that r and s lie in 1 … n - 1, and s in its lower half, so that a signature has one form.
 * @throws SIGNATURE_INVALID, SIGNATURE_HIGH_S
 */
export function checkSignatureRange({ bytes, rStart, rEnd, sStart, sEnd }: SignatureRange): void {
  if (rStart === rEnd) throw new ProtocolError("SIGNATURE_INVALID", { problem: "r is zero" });
  if (sStart === sEnd) throw new ProtocolError("SIGNATURE_INVALID", { problem: "s is zero" });
  if (rEnd - rStart === 32 && compare(bytes, rStart, order) >= 0) {
    throw new ProtocolError("SIGNATURE_INVALID", { problem: "r is not below the order of the group" });
  }
  if (sEnd - sStart === 32 && compare(bytes, sStart, halfOrder) > 0) {
    if (compare(bytes, sStart, order) < 0) throw new ProtocolError("SIGNATURE_HIGH_S", {});
    throw new ProtocolError("SIGNATURE_INVALID", { problem: "s is not below the order of the group" });
  }
}

/** Negative, zero or positive as the 32 bytes at `start` are below, equal to or above `other`. */
function compare(bytes: Uint8Array, start: number, other: Uint8Array): number {
  for (let index = 0; index < 32; index++) {
    const difference = (bytes[start + index] as number) - (other[index] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
