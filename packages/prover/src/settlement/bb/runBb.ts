import { execFile } from "node:child_process";
import { ProtocolError } from "@muniment/protocol";
import { bbPath } from "./bbPath.js";

/**
 * Runs the native prover.
 * @param crs Folder of the SRS; it is never fetched.
 * @param timeout Milliseconds.
 * @returns What it printed.
 * @throws BARRETENBERG_FAILED
 */
export function runBb(
  [command, ...options]: readonly [string, ...string[]],
  { crs, timeout }: { readonly crs: string; readonly timeout: number },
): Promise<string> {
  const env = { ...process.env, CRS_PATH: crs };
  const settings = { env, timeout, maxBuffer: 16 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    execFile(bbPath(), [command, ...options], settings, (cause, stdout, stderr) => {
      if (cause === null) {
        resolve(stdout);
        return;
      }
      const problem = stderr.trim().split("\n").at(-1) ?? cause.message;
      reject(new ProtocolError("BARRETENBERG_FAILED", { command, problem }, { cause }));
    });
  });
}
