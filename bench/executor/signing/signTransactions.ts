import { availableParallelism } from "node:os";
import { startWorker } from "@muniment/executor";
import type { RawBatch } from "@muniment/executor";
import { joinBatches } from "./joinBatches.js";
import type { SigningShare } from "./SigningShare.js";
import { signHere } from "./signHere.js";
import type { SigningTask } from "./SigningTask.js";

const module = new URL("./runSigning.ts", import.meta.url);

/** Signs the transactions of a task in as many threads as the machine runs at once; few of them in this one. */
export async function signTransactions(
  task: SigningTask,
  threads = availableParallelism(),
): Promise<RawBatch> {
  if (task.count < fewTransactions) return signHere({ task, from: 0, to: task.count });
  const bounds = Array.from({ length: threads + 1 }, (_, index) =>
    Math.floor((task.count * index) / threads),
  );
  const parts = bounds.slice(1).map(async (to, index) => signShare({ task, from: bounds[index] ?? 0, to }));
  return joinBatches(await Promise.all(parts));
}

/** A thread takes longer to start than these to be signed. */
const fewTransactions = 2000;

function signShare(data: SigningShare): Promise<RawBatch> {
  return new Promise((resolve, reject) => {
    const worker = startWorker({ module, run: "runSigning", data });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}
