import { encodeStepParts, fromHex, type StepPart } from "@muniment/protocol";
import { donePlace, stepFamilies } from "@muniment/sdk";
import type { ShownBatch } from "./batch/collectBatch.js";
import type { SteppedMachine } from "./collectRun.js";
import { collectStep } from "./collectStep.js";

/**
 * Makes so many steps of a machine, and the witness with which StepVerifier makes them on L1.
 * @param steps How many, 1 … 2,048.
 * @param batch The batch whose trace it is.
 * @throws MACHINE_STEP_UNKNOWN when a step reads a batch that was not given
 * @example const witness = collectSteps(machine, 2048, batch);
 */
export function collectSteps(machine: SteppedMachine, steps: number, batch?: ShownBatch): Uint8Array {
  const parts: StepPart[] = [];
  for (let left = steps; left > 0;) {
    const part = collectStep(machine, left, batch);
    if (part === undefined) {
      // All that follows the end is the end.
      const leaf = fromHex(machine.words().leaf, 32);
      parts.push({ family: donePlace, most: left, witness: leaf });
      break;
    }
    parts.push({ family: stepFamilies.indexOf(part.family), most: part.done, witness: part.witness });
    left -= part.done;
  }
  return encodeStepParts(parts);
}
