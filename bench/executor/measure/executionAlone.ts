import { prepareTransaction, preparationTools } from "@muniment/executor";
import { ProtocolError } from "@muniment/protocol";
import { benchChain } from "../chain/benchChain.js";
import type { Ledger } from "../chain/Ledger.js";
import { threadTime } from "../pipeline/threadTime.js";

const rounds = 20;

/**
 * Microseconds of processor time that a transaction takes when it is only executed: a block of prepared records over
 * and over, undone each time, so that the state stays what it is.
 */
export function executionAlone(ledger: Ledger, raws: readonly Uint8Array[]): number {
  const { runtime } = ledger;
  const tools = preparationTools();
  const records = Buffer.concat(raws.map((raw) => prepareTransaction(raw, benchChain, tools)));
  let time = 0;
  ledger.beginBlock();
  for (let round = 0; round < 2 * rounds; round++) {
    runtime.beginBlock();
    const start = threadTime();
    const { executed, verdict } = runtime.execute(records, raws.length, { marks: false, from: 0 });
    // The first half warms up.
    if (round >= rounds) time += threadTime() - start;
    runtime.undoBlock();
    if (executed === raws.length) continue;
    throw new ProtocolError("BENCH_INVALID", {
      problem: `transaction ${executed} was refused: ${verdict ?? ""}`,
    });
  }
  return time / (rounds * raws.length);
}
