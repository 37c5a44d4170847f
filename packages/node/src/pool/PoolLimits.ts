/** What the pool holds at most. */
export interface PoolLimits {
  /** Transactions in all. */
  readonly transactions: number;
  /** Transactions of one sender, waiting ones included. */
  readonly perSender: number;
  /** How far a nonce may be beyond the sender's next. */
  readonly nonceAhead: bigint;
  /** Bytes of a transaction as it was signed. */
  readonly transactionBytes: number;
}
