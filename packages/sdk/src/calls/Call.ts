/** One transaction as anybody can send it: a wallet, a multisig or a custodian. */
export interface Call {
  /** Address called. */
  readonly to: string;
  /** ABI-encoded call. */
  readonly data: string;
  /** Wei sent along. */
  readonly value: bigint;
  /** What it does, for people: `Registration.approve(asset)`. */
  readonly label: string;
}
