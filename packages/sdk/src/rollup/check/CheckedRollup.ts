import type { Provider } from "ethers";

import type { RollupHandles } from "../connectRollup.js";
import type { RollupManifest } from "../rollupManifest.js";

/** What is looked at: a manifest, and the contracts that it names. */
export interface CheckedRollup {
  readonly provider: Provider;
  readonly manifest: RollupManifest;
  readonly contracts: RollupHandles;
}
