import type { ProverClient } from "@muniment/sdk";

import type { Chain } from "../context/Chain.js";
import type { Output } from "../output/Output.js";
import type { SettleLane } from "./SettleLane.js";

/** What tasks on a settlement lane work with. */
export interface SettleContext {
  readonly l1: Chain;
  readonly lane: SettleLane;
  readonly output: Output;
  /** Root of the repository, where the circuits are. */
  readonly root: string;
  /** Asks the prover. @throws ARGUMENT_MISSING when nobody said where it is */
  readonly prover: () => ProverClient;
  /** Milliseconds since some time. */
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
}
