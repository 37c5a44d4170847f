import { overrideTask } from "hardhat/config";
import type { HardhatPlugin } from "hardhat/types/plugins";

/** What this repository adds to `hardhat test`: which files are tests, branches measured, an honest closing line. */
export const plugin: HardhatPlugin = {
  id: "muniment",
  hookHandlers: { solidity: () => import("./coverage/hooks.js") },
  tasks: [
    overrideTask("test")
      .addFlag({ name: "full", description: "Run the long tests (*.full.ts) too" })
      .setAction(() => import("./tasks/test.js"))
      .build(),
    overrideTask(["test", "mocha"])
      .addFlag({ name: "full", description: "Run the long tests (*.full.ts) too" })
      .setAction(() => import("./tasks/testMocha.js"))
      .build(),
    overrideTask(["test", "solidity"])
      .setAction(() => import("./tasks/testSolidity.js"))
      .build(),
  ],
};
