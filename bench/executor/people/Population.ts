/** Who holds accounts in a run. */
export interface Population {
  readonly seed: number;
  /** The first holders have keys and send the transactions. */
  readonly senders: number;
  /** All of them, senders included. */
  readonly holders: number;
}
