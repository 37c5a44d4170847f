import { parentPort } from "node:worker_threads";
import { ProtocolError } from "@muniment/protocol";
import type { SnapshotOptions } from "./SnapshotOptions.js";
import type { SnapshotReport } from "./SnapshotReport.js";
import { takeSnapshot } from "./takeSnapshot.js";

/** What the thread is given. */
export interface SnapshotTask {
  readonly directory: string;
  readonly options: SnapshotOptions;
}

/** What it answers to a block's number. */
export type SnapshotAnswer =
  | { readonly report: SnapshotReport | undefined }
  | { readonly code: ProtocolError["code"]; readonly context: ProtocolError["context"] };

/** A thread's life: takes a snapshot whenever it is told a block's number. */
export function runSnapshots(data: unknown): void {
  const { directory, options } = data as SnapshotTask;
  const port = parentPort;
  port?.on("message", (through: bigint) => port.postMessage(answer(directory, through, options)));
}

function answer(directory: string, through: bigint, options: SnapshotOptions): SnapshotAnswer {
  try {
    return { report: takeSnapshot(directory, through, options) };
  } catch (error) {
    if (error instanceof ProtocolError) {
      const { code, context } = error as ProtocolError;
      return { code, context };
    }
    // A full disk, say: the thread stays, and the next attempt begins from what the manifest says.
    const problem = error instanceof Error ? error.message : String(error);
    return { code: "SNAPSHOT_FAILED", context: { problem } };
  }
}
