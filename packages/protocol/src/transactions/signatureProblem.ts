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

/** The problem of a signature that was changed into its equivalent twin (EIP-2). */
export const highS = "s is in the upper half of the order of the group";

/** Why no key is to be recovered from a signature; undefined when r and s lie in 1 … n - 1 and s in its lower half. */
export function signatureProblem({ bytes, rStart, rEnd, sStart, sEnd }: SignatureRange): string | undefined {
  if (rStart === rEnd) return "r is zero";
  if (sStart === sEnd) return "s is zero";
  if (rEnd - rStart === 32 && compare(bytes, rStart, order) >= 0) {
    return "r is not below the order of the group";
  }
  if (sEnd - sStart < 32 || compare(bytes, sStart, halfOrder) <= 0) return undefined;
  return compare(bytes, sStart, order) < 0 ? highS : "s is not below the order of the group";
}

/** Negative, zero or positive as the 32 bytes at `start` are below, equal to or above `other`. */
function compare(bytes: Uint8Array, start: number, other: Uint8Array): number {
  for (let index = 0; index < 32; index++) {
    const difference = (bytes[start + index] as number) - (other[index] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
