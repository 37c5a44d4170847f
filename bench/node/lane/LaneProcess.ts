import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { ProtocolError } from "@muniment/protocol";
import type { LaneQuestion, LaneReply, LaneTask } from "./LaneTask.js";

const program = fileURLToPath(new URL("./runLane.ts", import.meta.url));

/** What the node's process has taken so far. */
export type LaneUsage = Extract<LaneReply, { readonly all: number }>;

/** A node in a process of its own. */
export class LaneProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /**
   * Starts it and waits until it serves.
   * @throws BENCH_INVALID
   */
  static async start(task: LaneTask): Promise<LaneProcess> {
    const child = fork(program, [JSON.stringify(task)], { execArgv: ["--import", "tsx"] });
    const reply = await replyOf(child);
    if ("url" in reply) return new LaneProcess(child, reply.url);
    throw unexpected(reply);
  }

  /** @throws BENCH_INVALID when the process ended */
  async usage(): Promise<LaneUsage> {
    const reply = await this.#ask("usage");
    if ("all" in reply) return reply;
    throw unexpected(reply);
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.send("close" satisfies LaneQuestion);
    await once(this.#child, "exit");
  }

  async #ask(question: LaneQuestion): Promise<LaneReply> {
    const reply = replyOf(this.#child);
    this.#child.send(question);
    return reply;
  }
}

function replyOf(child: ChildProcess): Promise<LaneReply> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void =>
      reject(unexpected({ problem: `the node's process ended with ${String(code)}` }));
    child.once("exit", ended);
    child.once("message", (reply) => {
      child.off("exit", ended);
      resolve(reply as LaneReply);
    });
  });
}

function unexpected(reply: LaneReply): ProtocolError {
  return new ProtocolError("BENCH_INVALID", {
    problem: "problem" in reply ? reply.problem : "the node's process gave another answer",
  });
}
