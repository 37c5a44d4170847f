import { prepareTransaction, preparationTools } from "@muniment/executor";
import type { Runtime } from "@muniment/executor";
import { ProtocolError } from "@muniment/protocol";
import { benchChain, environmentOf } from "../chain/benchChain.js";
import { threadTime } from "../pipeline/threadTime.js";

const warmUpRounds = 20;
/** Microseconds measured at least: the kernel counts a thread's time in steps of milliseconds. */
const leastTime = 1_000_000;

/**
 * Microseconds of processor time that a transaction takes when it is only executed: a block of prepared records over
 * and over, undone each time, so that the state stays what it is.
 * @param number The block's.
 */
export function executionAlone(runtime: Runtime, number: bigint, raws: readonly Uint8Array[]): number {
  const tools = preparationTools();
  const records = Buffer.concat(raws.map((raw) => prepareTransaction(raw, benchChain, tools)));
  let [time, rounds] = [0, 0];
  runtime.settleBlockHash();
  runtime.setEnvironment(environmentOf(number));
  for (let round = 0; time < leastTime; round++) {
    runtime.beginBlock();
    const start = threadTime();
    const { executed, verdict } = runtime.execute(records, raws.length, { marks: false, from: 0 });
    if (round >= warmUpRounds) {
      time += threadTime() - start;
      rounds++;
    }
    runtime.undoBlock();
    if (executed === raws.length) continue;
    throw new ProtocolError("BENCH_INVALID", {
      problem: `transaction ${executed} was refused: ${verdict ?? ""}`,
    });
  }
  return time / (rounds * raws.length);
}
