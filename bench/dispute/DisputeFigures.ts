/** L1 gas of the machine's steps of one transaction, run in segments of so many steps. */
export interface SegmentGas {
  /** Steps of a segment. */
  readonly steps: number;
  readonly segments: number;
  /** Instructions of the EVM in all of them. */
  readonly opcodes: number;
  /** Gas of the transactions that have L1 run them, calldata included, and the dearest one. */
  readonly gas: number;
  readonly dearest: number;
}

/** What a run of the benchmark measured. */
export interface DisputeFigures {
  /** Gas of each function of the game, the dearest call of a whole dispute. */
  readonly moves: ReadonlyMap<string, number>;
  /** Rounds of that dispute. */
  readonly rounds: number;
  /** Of a permissioned transfer. */
  readonly transfer: readonly SegmentGas[];
  /** Of a loop of instructions without storage. */
  readonly plain: readonly SegmentGas[];
  /** Transactions of the batch in which the challenger looks for the wrong one. */
  readonly transactions: number;
  /** Seconds to execute that batch, and to name the first leaf that is wrong. */
  readonly seconds: { readonly find: number; readonly states: number };
}
