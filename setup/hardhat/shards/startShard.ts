import { type ChildProcess, spawn } from "node:child_process";
import { message } from "./Message.js";
import type { Shard } from "./Shard.js";

/**
 * Starts a process for some of the test files and keeps what it prints and says.
 * @param command The program and its arguments, files included.
 * @param files The files it is to run, as it will name them.
 * @returns The shard, which goes on changing, the process, and a promise of its end.
 */
export function startShard(
  [program = "", ...args]: readonly string[],
  files: readonly string[],
): { shard: Shard; child: ChildProcess; ended: Promise<void> } {
  const shard: Shard = {
    files,
    output: "",
    tally: { passed: 0, failed: 0, skipped: 0 },
    milliseconds: new Map(),
    failures: [],
  };
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe", "ipc"] });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => (shard.output += text));
  }
  child.on("message", (given) => {
    hear(shard, given);
  });
  const ended = new Promise<void>((resolve) => {
    const end = (code: number | null, signal: NodeJS.Signals | null): void => {
      shard.exit = { code, signal };
      resolve();
    };
    child.once("close", end);
    child.once("error", ({ message: reason }) => {
      shard.output += `${reason}\n`;
      end(1, null);
    });
  });
  return { shard, child, ended };
}

function hear(shard: Shard, given: unknown): void {
  const told = message.safeParse(given);
  // Tests may use the channel for their own purposes; what is not ours is not for us.
  if (!told.success) return;
  const { data } = told;
  if (data.kind === "failure") {
    shard.failures.push(data.text);
    return;
  }
  shard.tally = data.tally;
  if (data.kind === "end") shard.end = { notRun: data.notRun };
  else shard.milliseconds.set(data.file, (shard.milliseconds.get(data.file) ?? 0) + data.milliseconds);
}
