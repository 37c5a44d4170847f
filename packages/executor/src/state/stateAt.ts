import type { State } from "../transition/State.js";
import type { RuntimeOptions } from "../vm/runtime/Runtime.js";
import { loadState } from "./loadState.js";
import { StateLoader } from "./StateLoader.js";

/**
 * The state after a block of a log, which somebody else may be writing on: ready for the next block, and nobody's but the
 * caller's.
 * @throws what loadState throws
 */
export function stateAt(directory: string, block: bigint, runtime: RuntimeOptions): State {
  const { sink } = loadState(directory, block, () => new StateLoader(runtime), true);
  sink.state.runtime.beginBlock();
  return sink.state;
}
