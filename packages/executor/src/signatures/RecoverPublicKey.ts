/**
 * Recovers the key that made a signature; every library answers alike. High s is allowed here: who forbids it looks at
 * s itself.
 * @param hash What was signed, 32 bytes.
 * @param signature r and s, 32 bytes each, big-endian.
 * @param recoveryId 0 … 3: bit 0 the parity of the point's y, bit 1 whether its x is r + n.
 * @param publicKey Takes 65 bytes: 0x04, x, y. Unspecified when the answer is false.
 * @returns False when r or s is zero or not below n, no point has that x, or the key would be the point at infinity.
 */
export type RecoverPublicKey = (
  hash: Uint8Array,
  signature: Uint8Array,
  recoveryId: number,
  publicKey: Uint8Array,
) => boolean;
