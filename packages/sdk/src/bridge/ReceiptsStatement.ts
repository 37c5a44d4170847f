import type { Hex } from "@muniment/protocol";

/** What a sequencer signs of a block (spec/node.md, NODE-14). */
export interface ReceiptsStatement {
  readonly lane: number;
  readonly epoch: bigint;
  readonly number: bigint;
  readonly blockHash: Hex;
  readonly receiptsRoot: Hex;
}
