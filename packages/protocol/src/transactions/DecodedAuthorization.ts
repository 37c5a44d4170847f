/** One authorization of a set-code transaction (EIP-7702) in place; see `DecodedTransaction` for the conventions. */
export interface DecodedAuthorization {
  readonly bytes: Uint8Array;
  /** Zero on any chain; otherwise this chain alone. */
  readonly chainIdStart: number;
  readonly chainIdEnd: number;
  /** Position of the 20 bytes of the account whose code the authority takes on. */
  readonly target: number;
  readonly nonce: bigint;
  /** The items that the signature covers: chain id, address, nonce. */
  readonly signedStart: number;
  readonly signedEnd: number;
  /** 0 … 255; above 1 the authorization is skipped. */
  readonly yParity: number;
  readonly rStart: number;
  readonly rEnd: number;
  readonly sStart: number;
  readonly sEnd: number;
}
