import { parentPort } from "node:worker_threads";
import { isProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { BlockCommitter } from "./BlockCommitter.js";
import type { BlockJob, CommitJob } from "./CommitJob.js";
import type { CommitReport } from "./CommitReport.js";
import { SharedHashes } from "./SharedHashes.js";

/** What a commit thread is started with. */
export interface CommitTask {
  readonly hashes: SharedArrayBuffer;
  /** Number and hash of the block before the first to be committed. */
  readonly parentNumber: bigint;
  readonly parentHash: Hex;
}

/** The life of a commit thread: commits the blocks it is sent, in order. */
export function runCommit(data: unknown): void {
  const { hashes: buffer, parentNumber, parentHash } = data as CommitTask;
  const hashes = new SharedHashes(buffer);
  const committer = new BlockCommitter(parentHash);
  hashes.tell(parentNumber, BigInt(parentHash));
  const report = (message: CommitReport): void => parentPort?.postMessage(message);
  let isBroken = false;
  parentPort?.on("message", (job: CommitJob) => {
    if (isBroken) return;
    try {
      if (job.kind === "load") report({ kind: "loaded", root: committer.load(new Uint8Array(job.changes)) });
      else commitBlock(committer, hashes, job, report);
    } catch (error) {
      // Blocks after one that failed cannot be committed: their parent is missing.
      isBroken = true;
      report({ kind: "failed", problem: isProtocolError(error) ? error.message : String(error) });
    }
  });
  report({ kind: "ready" });
}

function commitBlock(
  committer: BlockCommitter,
  hashes: SharedHashes,
  job: BlockJob,
  report: (message: CommitReport) => void,
): void {
  const { header, hash, transactionRoots, times } = committer.commit(job);
  hashes.tell(job.number, BigInt(hash));
  report({ kind: "sealed", header, hash, transactionRoots, times: { ...times, log: 0 } });
  report({ kind: "synced", number: job.number });
}
