/** That the polynomial behind a commitment has the value y at z. */
export interface KzgClaim {
  /** 32 bytes, below the modulus of the scalars. */
  readonly z: Uint8Array;
  /** 32 bytes, below the modulus of the scalars. */
  readonly y: Uint8Array;
  /** 48 bytes, which may encode no point. */
  readonly commitment: Uint8Array;
  /** 48 bytes, which may encode no point. */
  readonly proof: Uint8Array;
}
