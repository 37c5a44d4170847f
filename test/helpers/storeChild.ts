import { writeSync } from "node:fs";
import { openState, smallCapacity, Snapshotter } from "../../packages/executor/src/index.js";
import { encodeHeader } from "../../packages/protocol/src/index.js";
import { executeStored, generator, type StoredChain, storedGenesis } from "./storedChain.js";

/** What a process that will be killed is told. */
export interface StoreTask {
  readonly directory: string;
  readonly chain: StoredChain;
  /** Decides when it syncs and when it takes snapshots. */
  readonly seed: number;
  readonly segmentBytes: number;
}

/** The rules and room that parent and child execute with. */
export const storedRuntime = {
  rules: { kind: "muniment" } as const,
  capacity: { ...smallCapacity, accounts: 1_000_000 },
};

/**
 * Executes and logs blocks with snapshots in the background, until somebody kills the process. Every acknowledged block is
 * a line on the standard output: its number, the log's file and where in it the safe entries end.
 */
export async function runStore(data: unknown): Promise<void> {
  const { directory, chain, seed, segmentBytes } = data as StoreTask;
  const random = generator(seed);
  const genesis = () => storedGenesis(storedRuntime);
  const { state, log, header } = openState({
    directory,
    runtime: storedRuntime,
    log: { segmentBytes },
    genesis,
  });
  const snapshotter = new Snapshotter(directory);
  let parent = encodeHeader(header);
  let isTaking = false;
  const say = (): void => {
    // At once, not when the thread's stream gets to it: a line must not be later than the kill by much.
    writeSync(1, `${String(log.synced)} ${log.end.file} ${log.end.size}\n`);
  };
  // The snapshots' thread takes longer to start than some of these processes live: most wait for it.
  if (random() % 4 !== 0) await snapshotter.take(log.synced ?? 0n);
  say();
  for (;;) {
    for (let count = 1 + (random() % 4); count > 0; count--) {
      const entry = executeStored(chain, state, parent);
      log.append(entry);
      parent = entry.header;
    }
    // Some blocks stay behind unsynced for a while, so that kills find an unsafe tail.
    if (random() % 3 !== 0) {
      log.sync();
      say();
      if (!isTaking && random() % 2 === 0) {
        isTaking = true;
        void snapshotter.take(log.synced ?? 0n).finally(() => (isTaking = false));
      }
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}
