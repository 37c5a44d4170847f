import type { Hex } from "@muniment/protocol";

/** What `runLaneNode` is told, as JSON. */
export interface LaneProgram {
  readonly directory: string;
  readonly l1Url: string;
  readonly key: Hex;
  readonly contracts: {
    readonly rollup: Hex;
    readonly queue: Hex;
    readonly policy: Hex;
    readonly attesters: Hex;
  };
  readonly fromBlock: string;
  /** Of block 0, Unix seconds. */
  readonly genesisTime: string;
}
