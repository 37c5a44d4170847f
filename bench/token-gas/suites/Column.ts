import type { Variant } from "../Suite.js";
import type { Kind } from "../targetOf.js";

/** A variant of this repository's suite and what its figures are held to. */
export interface Column extends Kind {
  readonly name: string;
  readonly variant: Variant;
}
