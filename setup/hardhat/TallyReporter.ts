import { format } from "node:util";
import Mocha from "mocha";
import { notRun } from "./notRun.js";
import type { Message } from "./shards/Message.js";
import type { Tally } from "./Tally.js";
import { tallies } from "./tallies.js";

const { EVENT_RUN_END, EVENT_SUITE_BEGIN, EVENT_SUITE_END, EVENT_TEST_FAIL } = Mocha.Runner.constants;

/**
 * Mocha's usual report; at its end the counts are kept, hooks that failed and skipped tests included. A process that
 * was started as a shard says meanwhile how far it has come.
 */
export class TallyReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    runner.once(EVENT_RUN_END, () => tallies.push(this.#tally()));
    if (process.send !== undefined) this.#tell(runner, process.send.bind(process));
  }

  #tally(): Tally {
    const { passes, failures, pending } = this.stats;
    return { passed: passes, failed: failures, skipped: pending };
  }

  #tell(runner: Mocha.Runner, send: (message: Message) => unknown): void {
    let started = 0;
    runner.on(EVENT_SUITE_BEGIN, ({ parent }) => {
      if (parent?.root === true) started = performance.now();
    });
    runner.on(EVENT_SUITE_END, ({ parent, file }) => {
      if (parent?.root !== true || file === undefined) return;
      send({ kind: "suite", file, milliseconds: performance.now() - started, tally: this.#tally() });
    });
    runner.on(EVENT_TEST_FAIL, (test) => {
      send({ kind: "failure", text: listed(test) });
    });
    runner.once(EVENT_RUN_END, () => {
      send({ kind: "end", tally: this.#tally(), notRun });
    });
  }
}

/** A failure as Mocha lists it. */
function listed(test: Mocha.Test): string {
  const { Base } = Mocha.reporters;
  const { consoleLog } = Base;
  const lines: string[] = [];
  Base.consoleLog = (...words: unknown[]) => lines.push(format(...words));
  try {
    Base.list([test]);
  } finally {
    Base.consoleLog = consoleLog;
  }
  return lines.join("\n");
}
