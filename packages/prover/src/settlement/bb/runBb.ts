import type { ExecFileException } from "node:child_process";
import { execFile } from "node:child_process";
import { ProtocolError } from "@muniment/protocol";
import { bbEnvironment } from "./bbEnvironment.js";
import { bbPath } from "./bbPath.js";

/** How the native prover runs. */
export interface BbSettings {
  /** Folder of the SRS; it is never fetched. */
  readonly crs: string;
  /** Milliseconds. */
  readonly timeout: number;
  /** Ends it before its time. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs the native prover.
 * @returns What it printed.
 * @throws BARRETENBERG_FAILED
 */
export function runBb(
  [command, ...options]: readonly [string, ...string[]],
  { crs, timeout, signal }: BbSettings,
): Promise<string> {
  const env = bbEnvironment(crs, process.env);
  // It has nothing to save, and what it is asked to end by it may leave unanswered.
  const settings = { env, timeout, signal, killSignal: "SIGKILL", maxBuffer: 16 * 1024 * 1024 } as const;
  return new Promise((resolve, reject) => {
    execFile(bbPath(), [command, ...options], settings, (cause, stdout, stderr) => {
      if (cause === null) {
        resolve(stdout);
        return;
      }
      const problem = signal?.aborted === true ? "it was ended" : problemOf(cause, stderr);
      reject(new ProtocolError("BARRETENBERG_FAILED", { command, problem }, { cause }));
    });
  });
}

/** Its own last words; the message of the system would show the command with its files. */
function problemOf({ killed, code, signal }: ExecFileException, stderr: string): string {
  if (killed === true && typeof code !== "string") return "it took too long";
  const words = stderr.trim().split("\n").at(-1) ?? "";
  return words === "" ? `it ended with ${String(code ?? signal ?? "no code")}` : words;
}
