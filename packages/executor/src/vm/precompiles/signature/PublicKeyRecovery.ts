/**
 * Recovers the key that signed: 65 bytes, 0x04 and the two coordinates; undefined where no key made the signature.
 * @param signature r and s, 64 bytes; either may be out of range.
 * @param parity 0 or 1: whether the point's y is odd.
 * @param hash What was signed, 32 bytes.
 */
export type PublicKeyRecovery = (
  signature: Uint8Array,
  parity: 0 | 1,
  hash: Uint8Array,
) => Uint8Array | undefined;
