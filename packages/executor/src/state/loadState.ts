import { checkLoadedRoot } from "./checkLoadedRoot.js";
import type { StateSink } from "./StateSink.js";
import { type Loading, type LoadReport, StoredState } from "./StoredState.js";

/**
 * Loads the stored state after a block: the newest snapshot that is whole, then the log's blocks behind it.
 * @param last The log's last block, after it was opened.
 * @param begin Makes an empty sink; called again when a snapshot turns out to be damaged.
 * @param isEarlier Whether `last` may be an earlier block than the log's last.
 * @throws STATE_ROOT_MISMATCH when the sink's root is not the recorded one, after the snapshot and at the end;
 * SNAPSHOT_CORRUPT, LOG_CORRUPT, LOG_BLOCKS_MISSING, and what the sink throws.
 */
export function loadState<Sink extends StateSink>(
  directory: string,
  last: bigint,
  begin: () => Sink,
  isEarlier = false,
): { sink: Sink; report: LoadReport } {
  const stored = new StoredState(directory, last, isEarlier);
  for (;;) {
    const loading = stored.load();
    const sink = begin();
    try {
      return { sink, report: drain(loading, sink) };
    } catch (error) {
      if (!stored.passOver(error)) throw error;
    }
  }
}

function drain(loading: Loading, sink: StateSink): LoadReport {
  for (;;) {
    const { done, value } = loading.next();
    if (done === true) return value;
    if ("changes" in value) sink.load(value.changes);
    else checkLoadedRoot(value, sink.root?.());
  }
}
