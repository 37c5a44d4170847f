import type { DeployConfig } from "@nomicfoundation/ignition-core";

/** How Ignition waits for its transactions. */
export type Pace = Partial<DeployConfig>;

/** Of development chains, where what is in a block stays. */
export const developmentPace: Pace = { requiredConfirmations: 1, blockPollingInterval: 50 };
