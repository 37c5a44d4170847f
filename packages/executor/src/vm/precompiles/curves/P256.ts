/** What the contract of P-256 computes (EIP-7951). Every implementation answers alike. */
export interface P256 {
  /**
   * Whether a signature is right.
   * @param input Hash, r, s, x, y of 32 bytes each; anything may be out of range.
   */
  readonly verify: (input: Uint8Array) => boolean;
}
