import type { BlockEnvironment } from "../runtime/BlockEnvironment.js";

/** The block a case runs in. */
export type CaseEnvironment = BlockEnvironment;
