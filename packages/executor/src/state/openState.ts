import { type BlockHeader, decodeHeader } from "@muniment/protocol";
import type { State } from "../transition/State.js";
import type { RuntimeOptions } from "../vm/runtime/Runtime.js";
import { BlockLog, type BlockLogOptions } from "./log/BlockLog.js";
import type { LogEntry } from "./log/LogEntry.js";
import type { LogReport } from "./log/LogReport.js";
import { loadState } from "./loadState.js";
import { StateLoader } from "./StateLoader.js";
import type { LoadReport } from "./StoredState.js";

export interface OpenStateOptions {
  readonly directory: string;
  readonly runtime: RuntimeOptions;
  readonly log?: BlockLogOptions;
  /** The state of block 0 and its entry for the log, asked for when the directory holds no block. */
  readonly genesis: () => { state: State; entry: LogEntry };
}

/** A state that is on disk too. */
export interface OpenedState {
  readonly state: State;
  readonly log: BlockLog;
  /** Header of the last block. */
  readonly header: BlockHeader;
  readonly report: { readonly log: LogReport; readonly load?: LoadReport };
}

/**
 * Opens a lane's directory: the state after the last block of its log, ready for the next block (STORE-20). A directory
 * without blocks gets the genesis, safe on disk.
 * @throws STATE_ROOT_MISMATCH, LOG_CORRUPT, LOG_BLOCKS_MISSING, SNAPSHOT_CORRUPT; then nothing is open.
 */
export function openState({ directory, runtime, log: logOptions, genesis }: OpenStateOptions): OpenedState {
  const log = BlockLog.open(directory, logOptions);
  try {
    if (log.last === undefined) {
      const { state, entry } = genesis();
      log.append(entry);
      log.sync();
      return { state, log, header: decodeHeader(entry.header), report: { log: log.report } };
    }
    const { sink, report } = loadState(directory, log.last, () => new StateLoader(runtime));
    sink.state.runtime.beginBlock();
    return {
      state: sink.state,
      log,
      header: decodeHeader(report.header),
      report: { log: log.report, load: report },
    };
  } catch (error) {
    log.close();
    throw error;
  }
}
