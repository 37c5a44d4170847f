/**
 * What the contracts of bn254 compute (EIP-196, EIP-197): undefined for a coordinate that is not below the modulus, a
 * point off its curve and a point outside its group. Every implementation answers alike.
 */
export interface Bn254 {
  /** @param input Two points, 128 bytes. */
  readonly add: (input: Uint8Array) => Uint8Array | undefined;
  /** @param input A point and a scalar, any value: 96 bytes. */
  readonly multiply: (input: Uint8Array) => Uint8Array | undefined;
  /**
   * Whether the product of pairings is one; no pairs make one.
   * @param input Pairs of 192 bytes.
   */
  readonly isPairingProductOne: (input: Uint8Array) => boolean | undefined;
}
