/** An item of the queue as the contracts take it: with the hash of its data. */
export interface ItemTuple {
  readonly sender: string;
  readonly recipient: string;
  readonly isCreation: boolean;
  readonly mint: bigint;
  readonly value: bigint;
  readonly gasLimit: bigint;
  readonly dataHash: string;
  readonly time: bigint;
  readonly gasBefore: bigint;
}
