import type { TaskOverrideActionFunction } from "hardhat/types/tasks";
import { endWithParent } from "../shards/endWithParent.js";
import { finishShards } from "../shards/finishShards.js";
import { startShards } from "../shards/startShards.js";
import { started } from "../shards/started.js";
import { mochaFiles } from "../mochaFiles.js";
import { TallyReporter } from "../TallyReporter.js";

/**
 * `hardhat test mocha`: the same files as always when files are named, otherwise the test files and no helpers, in
 * shards that run at the same time.
 */
const action: TaskOverrideActionFunction = async (taskArguments, hre, runSuper) => {
  const { full, testFiles, shards: _shards, record, ...others } = taskArguments;
  const run = started.pop() ?? (await startShards(taskArguments, hre));
  if (run !== undefined) return finishShards(run, hre.config.paths.tests.mocha, record === true);

  const named = Array.isArray(testFiles) ? testFiles : [];
  const files = named.length > 0 ? named : await mochaFiles(hre.config.paths.tests.mocha, full === true);
  if (files.length === 0) {
    return { success: true, value: { summary: { passed: 0, failed: 0, skipped: 0, todo: 0 } } };
  }
  endWithParent();
  hre.config.test.mocha.reporter = TallyReporter;
  const result: unknown = await runSuper({ ...others, testFiles: files });
  return result;
};

export default action;
