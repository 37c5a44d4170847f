import type { TaskOverrideActionFunction } from "hardhat/types/tasks";
import Mocha from "mocha";
import { mochaFiles } from "../mochaFiles.js";
import { tallies } from "../tallies.js";

/** Mocha's usual report; at its end the counts are kept, hooks that failed and skipped tests included. */
class TallyReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      tallies.push({ passed: passes, failed: failures, skipped: pending });
    });
  }
}

/** `hardhat test mocha`: the same files as always when files are named, otherwise the test files and no helpers. */
const action: TaskOverrideActionFunction = async ({ full, testFiles, ...others }, hre, runSuper) => {
  const named = Array.isArray(testFiles) ? testFiles : [];
  const files = named.length > 0 ? named : await mochaFiles(hre.config.paths.tests.mocha, full === true);
  if (files.length === 0) {
    return { success: true, value: { summary: { passed: 0, failed: 0, skipped: 0, todo: 0 } } };
  }
  hre.config.test.mocha.reporter = TallyReporter;
  const result: unknown = await runSuper({ ...others, testFiles: files });
  return result;
};

export default action;
