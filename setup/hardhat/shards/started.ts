import type { StartedShards } from "./StartedShards.js";

/** The shards that this process has started and nobody has waited for yet. */
export const started: StartedShards[] = [];
