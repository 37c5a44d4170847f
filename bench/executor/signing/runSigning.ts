import { parentPort } from "node:worker_threads";
import { signHere } from "./signHere.js";
import type { SigningShare } from "./SigningShare.js";

/** Signs a share in a thread and posts it. */
export function runSigning(data: unknown): void {
  parentPort?.postMessage(signHere(data as SigningShare));
}
