import { setTimeout as pause } from "node:timers/promises";

import { type DisputeTranscript, getDisputes } from "@muniment/sdk";

import type { LyingTrace } from "./LyingTrace.js";
import type { Stage } from "./Stage.js";

/** Milliseconds between two looks. */
const POLL = 100;

/**
 * Has the liar answer until the dispute about its batch is over.
 * @param tell Tells what has happened since.
 */
export async function untilEnd(
  { l1, liar, manifest }: Stage,
  trace: LyingTrace,
  tell: () => Promise<void>,
): Promise<DisputeTranscript> {
  const game = manifest.contracts.DisputeGame.address;
  for (;;) {
    const { digest } = trace.batch;
    const [dispute] = await getDisputes(l1, game, { digest, fromBlock: manifest.l1Block });
    await tell();
    if (dispute?.end !== undefined) return dispute;
    if (!(await liar.answer(trace))) await pause(POLL);
  }
}
