import { Derivation } from "./Derivation.js";
import type { DerivationOptions, DerivationTools } from "./Derivation.js";
import type { DerivationStep } from "./DerivedBatch.js";

/** How long batches are derived. */
export interface DerivingTools extends DerivationTools {
  /** Waits until L1 is asked again, and says whether to go on; absent, deriving ends at L1's head. */
  readonly wait?: () => Promise<boolean>;
}

/**
 * The batches of a lane, in order, and what L1 takes away of them.
 * @throws as Derivation.next; to go on, begin anew with the batches that are known.
 * @example for await (const step of deriveBatches(options, { l1, reader, archive })) …
 */
export async function* deriveBatches(
  options: DerivationOptions,
  { wait, ...tools }: DerivingTools,
): AsyncGenerator<DerivationStep, void, void> {
  const derivation = new Derivation(options, tools);
  for (;;) {
    const step = await derivation.next();
    if (step !== undefined) yield step;
    else if (wait === undefined || !(await wait())) return;
  }
}
