import { overrideTask } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { HardhatPlugin } from "hardhat/types/plugins";

const full = { name: "full", description: "Run the long tests (*.full.ts) too" };
const record = { name: "record", description: "Write what each file took to test/durations.json" };
const shards = {
  name: "shards",
  description: "In how many processes to run the Mocha tests; 0: as the machine allows, 1: in this one",
  type: ArgumentType.INT,
  defaultValue: 0,
};

/** What this repository adds to `hardhat test`: which files are tests, shards, branches measured, an honest closing line. */
export const plugin: HardhatPlugin = {
  id: "muniment",
  hookHandlers: { solidity: () => import("./coverage/hooks.js") },
  tasks: [
    overrideTask("test")
      .addFlag(full)
      .addFlag(record)
      .addOption(shards)
      .setAction(() => import("./tasks/test.js"))
      .build(),
    overrideTask(["test", "mocha"])
      .addFlag(full)
      .addFlag(record)
      .addOption(shards)
      .setAction(() => import("./tasks/testMocha.js"))
      .build(),
    overrideTask(["test", "solidity"])
      .setAction(() => import("./tasks/testSolidity.js"))
      .build(),
  ],
};
