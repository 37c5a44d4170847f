import type { KzgClaim } from "./KzgClaim.js";

/**
 * What the contracts of BLS12-381 compute (EIP-2537, EIP-4844): undefined for a field element that is not 16 zeros and a
 * value below the modulus, a point off its curve and, except in sums of two, a point outside its group. Every
 * implementation answers alike.
 */
export interface Bls12381 {
  /** @param input Two points of 128 bytes. */
  readonly addG1: (input: Uint8Array) => Uint8Array | undefined;
  /** @param input Two points of 256 bytes. */
  readonly addG2: (input: Uint8Array) => Uint8Array | undefined;
  /** @param input Terms of 160 bytes, at least one: a point and a scalar, any value. */
  readonly sumG1: (input: Uint8Array) => Uint8Array | undefined;
  /** @param input Terms of 288 bytes, at least one: a point and a scalar, any value. */
  readonly sumG2: (input: Uint8Array) => Uint8Array | undefined;
  /** @param input Pairs of 384 bytes, at least one. */
  readonly isPairingProductOne: (input: Uint8Array) => boolean | undefined;
  /** @param input A field element, 64 bytes. */
  readonly mapToG1: (input: Uint8Array) => Uint8Array | undefined;
  /** @param input An element of the quadratic extension, 128 bytes. */
  readonly mapToG2: (input: Uint8Array) => Uint8Array | undefined;
  readonly verifyKzgProof: (claim: KzgClaim) => boolean;
}
