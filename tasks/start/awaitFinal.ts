import { setTimeout as pause } from "node:timers/promises";

import { describeEvidence, type MunimentRpc } from "@muniment/sdk";

import type { Output } from "../output/Output.js";

const INTERVAL = 500;
/** Milliseconds between two lines of progress. */
const QUIET = 5_000;

/** Waits until a block of L2 is FINAL on L1, and shows its batch. */
export async function awaitFinal(rpc: MunimentRpc, output: Output, block: bigint): Promise<void> {
  for (let said = performance.now(); ;) {
    const answer = await rpc.getLevel(block);
    if (answer?.level === "FINAL" && answer.batch !== undefined && answer.batch !== null) {
      const batch = await rpc.getBatch(answer.batch);
      output.table("finalized", [
        {
          block,
          batch: answer.batch,
          level: answer.level,
          evidence: describeEvidence(answer.evidence, answer.trust === "trusted"),
          bytes: batch?.dataSize ?? 0,
          l1Transaction: batch?.l1?.transaction ?? "",
        },
      ]);
      return;
    }
    if (performance.now() - said >= QUIET) {
      said = performance.now();
      output.progress(`block ${block.toString()} is ${answer?.level ?? "unknown"}`);
    }
    await pause(INTERVAL);
  }
}
