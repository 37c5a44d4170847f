import type { Runtime } from "../vm/runtime/Runtime.js";

/**
 * Begins a block and runs what executes it; when that throws, the state is what it was before.
 * @param number The block's.
 */
export function orUndone<Result>(runtime: Runtime, number: bigint, run: () => Result): Result {
  const before = number - 1n;
  const hashBefore = before < 0n ? 0n : runtime.blockHash(before);
  runtime.beginBlock();
  try {
    return run();
  } catch (error) {
    runtime.undoBlock();
    if (before >= 0n) runtime.keepBlockHash(before, hashBefore);
    throw error;
  }
}
