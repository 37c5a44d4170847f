import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { wait } from "./wait.js";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
/** Milliseconds that an end may take. */
const patience = 10_000;

/** What the environment of a test says to itself, and is none of a command's business. */
const { HH_TEST: _test, NODE_ENV: _env, NODE_OPTIONS: _options, ...environment } = process.env;

/** A process of its own, and what it has said. */
export class CommandProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  #text = "";

  private constructor(args: readonly string[], env: Readonly<Record<string, string>>) {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...environment, ...env } });
    const take = (chunk: unknown): void => {
      this.#text += String(chunk);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    this.#child = child;
    this.#ended = new Promise((end) => child.once("exit", end));
  }

  /** A command of the project's. @param key Private key of who sends transactions. */
  static hardhat(
    command: readonly [noun: string, verb: string],
    options: Readonly<Record<string, string>>,
    key: string,
  ): CommandProcess {
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    const bin = join(root, "node_modules", "hardhat", "dist", "src", "cli.js");
    return new CommandProcess([bin, ...command, ...args], { MUNIMENT_KEY: key });
  }

  /** A script. @param path From the project's root. */
  static script(path: string, args: readonly string[]): CommandProcess {
    return new CommandProcess(["--import", "tsx", join(root, path), ...args], {});
  }

  /** All that it has said. */
  get text(): string {
    return this.#text;
  }

  /** Waits until it has said something. @returns What was looked for. */
  async said(what: RegExp): Promise<RegExpExecArray> {
    return wait(String(what), () => {
      assert.equal(this.#child.exitCode, null, this.#text);
      return Promise.resolve(what.exec(this.#text) ?? undefined);
    });
  }

  /** Tells it a line. */
  tell(line: string): void {
    this.#child.stdin?.write(`${line}\n`);
  }

  /** Ends it. @returns Its exit code; null when it had to be killed. */
  async stop(): Promise<number | null> {
    this.#child.kill("SIGTERM");
    const killer = setTimeout(() => this.#child.kill("SIGKILL"), patience);
    const code = await this.#ended;
    clearTimeout(killer);
    return code;
  }
}
