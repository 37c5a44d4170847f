import type { Hex } from "../bytes/Hex.js";

/** What a contract logged. */
export interface Log {
  readonly address: Hex;
  /** At most four. */
  readonly topics: readonly Hex[];
  readonly data: Hex;
}

/** What a block commits to of a transaction's outcome. */
export interface Receipt {
  /** One of `transactionTypes`. */
  readonly type: number;
  /** Whether the transaction's own frame returned. */
  readonly isSuccess: boolean;
  /** Gas that the block's transactions used up to and with this one. */
  readonly cumulativeGasUsed: bigint;
  readonly logs: readonly Log[];
}
