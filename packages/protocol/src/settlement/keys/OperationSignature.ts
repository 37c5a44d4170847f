/**
 * A Schnorr signature on Grumpkin (SETTLE-22).
 * @param challenge Hash of what the signer committed to, a field element.
 * @param response Below the curve's order.
 */
export interface OperationSignature {
  readonly challenge: bigint;
  readonly response: bigint;
}
