import { ProtocolError } from "@muniment/protocol";

import type { Arguments } from "../context/Arguments.js";
import type { BridgeContext } from "./BridgeContext.js";

const INTERVAL = 1_000;
/** Milliseconds between two lines of progress, and before the first. */
const QUIET = 2_000;

/**
 * Asks until the answer will do, with a line of progress where it takes longer than two seconds.
 * @param ask What to ask, and what is still missing in its answer; undefined: nothing.
 * @throws WAIT_EXPIRED after --timeout
 */
export async function waitFor<Answer>(
  { output, now, pause }: Pick<BridgeContext, "output" | "now" | "pause">,
  args: Arguments,
  ask: () => Promise<{ readonly answer: Answer; readonly missing: string | undefined }>,
): Promise<Answer> {
  const seconds = args.optional("timeout") === undefined ? 3_600n : args.amount("timeout");
  const started = now();
  for (let said = started; ;) {
    const { answer, missing } = await ask();
    if (missing === undefined) return answer;
    if (now() - started >= Number(seconds) * 1_000)
      throw new ProtocolError("WAIT_EXPIRED", { seconds, what: missing });
    if (now() - said >= QUIET) {
      said = now();
      output.progress(`${missing} (${Math.round((said - started) / 1_000).toString()} s)`);
    }
    await pause(INTERVAL);
  }
}
