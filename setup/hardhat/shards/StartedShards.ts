import type { ChildProcess } from "node:child_process";
import type { Shard } from "./Shard.js";
import type { Plan } from "./planShards.js";
import { startShard } from "./startShard.js";

/** Shards that run at the same time, each in a process of its own. The processes end with this one. */
export class StartedShards {
  /** The files that are to be run. */
  readonly files: readonly string[];
  readonly shards: readonly Shard[];
  /** The end of each. */
  readonly ends: readonly Promise<void>[];
  readonly #children: readonly ChildProcess[];
  readonly #started = performance.now();

  /**
   * @param plan Which files each shard is given.
   * @param command The program and arguments that run files.
   */
  constructor({ files, cut }: Plan, command: (given: readonly string[]) => readonly string[]) {
    this.files = files;
    const running = cut.map((given) => startShard(command(given), given));
    this.shards = running.map(({ shard }) => shard);
    this.ends = running.map(({ ended }) => ended);
    this.#children = running.map(({ child }) => child);
    const listeners = this.#endWithThis();
    void Promise.all(this.ends).then(() => {
      for (const [event, listener] of listeners) process.removeListener(event, listener);
    });
  }

  /** Seconds since the start. */
  seconds(): number {
    return (performance.now() - this.#started) / 1000;
  }

  /** Ends the processes that still run. */
  kill(): void {
    for (const child of this.#children) child.kill();
  }

  #endWithThis(): readonly (readonly [string, () => void])[] {
    const kill = (): void => this.kill();
    const signals = [["SIGINT", 130] as const, ["SIGTERM", 143] as const, ["SIGHUP", 129] as const];
    const listeners = signals.map(([signal, code]) => {
      const listener = (): void => {
        console.error(`mocha: ended by ${signal}`);
        this.kill();
        process.exit(code);
      };
      return [signal, listener] as const;
    });
    const all = [...listeners, ["exit", kill] as const];
    for (const [event, listener] of all) process.once(event, listener);
    return all;
  }
}
