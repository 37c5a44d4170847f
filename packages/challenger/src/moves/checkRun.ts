import { ProtocolError } from "@muniment/protocol";
import { runSteps } from "@muniment/sdk";
import type { Provider } from "ethers";
import type { ClaimedRun } from "./ClaimedRun.js";

/**
 * Asks L1's verifier what it makes of some steps before they are sent: whoever has L1 run a step that it runs otherwise
 * loses the dispute by its own move.
 * @throws DISPUTE_STEP_DIFFERS; what the verifier refuses with
 */
export async function checkRun(l1: Provider, verifier: string, run: ClaimedRun): Promise<void> {
  const { id, steps, behind } = run;
  const actual = await runSteps(l1, verifier, run);
  if (actual !== behind)
    throw new ProtocolError("DISPUTE_STEP_DIFFERS", { id, steps, actual, expected: behind });
}
