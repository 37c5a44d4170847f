import type { MunimentRpc, RollupContracts } from "@muniment/sdk";

import type { Chain } from "../context/Chain.js";
import type { Output } from "../output/Output.js";

/** What tasks on the bridge work with: both chains, the rollup's contracts, and where results go. */
export interface BridgeContext {
  readonly l1: Chain;
  readonly l2: Chain;
  readonly rollup: RollupContracts;
  readonly rpc: MunimentRpc;
  readonly output: Output;
  /** Whether attesters sign with SIMULATED keys. */
  readonly isSimulated: boolean;
  /** Milliseconds since some time. */
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
}
