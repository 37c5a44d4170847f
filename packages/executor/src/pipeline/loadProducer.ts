import { checkLoadedRoot } from "../state/checkLoadedRoot.js";
import { type Loading, type LoadReport, StoredState } from "../state/StoredState.js";
import type { BlockProducer } from "./BlockProducer.js";

/** Pieces that the commit thread may still be working at while the next one is read. */
const piecesUnderWay = 3;

/**
 * Loads the stored state after a block into a producer, in pieces: nothing but the tables and the tree holds all of it. This
 * thread reads a piece and fills the tables while the commit thread puts those before into the tree.
 * @param begin Starts an empty producer; called again when a snapshot turns out to be damaged.
 * @throws STATE_ROOT_MISMATCH, SNAPSHOT_CORRUPT, LOG_CORRUPT, LOG_BLOCKS_MISSING, and what `BlockProducer.load` throws; then
 * the producer is closed.
 */
export async function loadProducer(
  directory: string,
  last: bigint,
  begin: () => Promise<BlockProducer>,
): Promise<{ producer: BlockProducer; report: LoadReport }> {
  const stored = new StoredState(directory, last);
  for (;;) {
    const loading = stored.load();
    const producer = await begin();
    try {
      return { producer, report: await drain(loading, producer) };
    } catch (error) {
      await producer.close();
      if (!stored.passOver(error)) throw error;
    }
  }
}

async function drain(loading: Loading, producer: BlockProducer): Promise<LoadReport> {
  const pending: Promise<void>[] = [];
  for (;;) {
    const { done, value } = loading.next();
    if (done === true) {
      await Promise.all(pending);
      return value;
    }
    if ("changes" in value) {
      const loaded = producer.load(value.changes);
      // It is awaited in its turn; until then its failure is nobody's surprise.
      loaded.catch(() => undefined);
      pending.push(loaded);
      if (pending.length > piecesUnderWay) await pending.shift();
    } else {
      await Promise.all(pending.splice(0));
      checkLoadedRoot(value, await producer.loadedRoot());
    }
  }
}
