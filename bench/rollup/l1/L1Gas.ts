/** Gas of transactions on L1, each the second of its kind. */
export interface L1Gas {
  /** With one blob, whose gas is beside it. */
  readonly commit: number;
  readonly attest: number;
  readonly finalize: number;
  readonly ethDeposit: number;
  readonly tokenDeposit: number;
  readonly ethClaim: number;
}
