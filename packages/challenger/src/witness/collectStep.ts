import { ProtocolError } from "@muniment/protocol";
import type { StepFamily } from "@muniment/sdk";
import { batchFamilies } from "./batch/batchFamilies.js";
import { collectBatch, type ShownBatch } from "./batch/collectBatch.js";
import { collectRun, type CollectedRun, type SteppedMachine } from "./collectRun.js";
import { collectTape } from "./collectTape.js";
import { familyOf } from "./familyOf.js";
import { collectTransaction } from "./transaction/collectTransaction.js";
import { transactionPhaseOf } from "./transaction/transactionFamilies.js";

/** What one family needs of some steps. */
export interface CollectedPart extends CollectedRun {
  readonly family: StepFamily;
}

/**
 * Makes the machine's next step, or the next steps of RunFamily, and collects what the family needs of them.
 * @param most Steps at most.
 * @param batch What is read by steps that read the batch; without it they cannot be collected.
 * @returns Undefined when the machine is DONE.
 * @throws MACHINE_STEP_UNKNOWN when a step reads a batch that was not given
 */
export function collectStep(
  machine: SteppedMachine,
  most: number,
  batch?: ShownBatch,
): CollectedPart | undefined {
  const { state } = machine;
  const family = familyOf(state);
  if (family === undefined) return undefined;
  if (family === "RunFamily") return { family, ...collectRun(machine, most) };
  return { family, done: 1, witness: witnessOf(machine, batch) };
}

function witnessOf(machine: SteppedMachine, batch: ShownBatch | undefined): Uint8Array {
  const { state } = machine;
  const { phase } = state.data;
  if (phase in batchFamilies) {
    const collected = batch === undefined ? undefined : collectBatch(machine, batch);
    if (collected !== undefined) return collected.witness;
    throw new ProtocolError("MACHINE_STEP_UNKNOWN", { step: phase, problem: "its batch is not given" });
  }
  if (transactionPhaseOf(state) === undefined) return collectTape(machine);
  return collectTransaction(machine)?.witness ?? new Uint8Array(0);
}
