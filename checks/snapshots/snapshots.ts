import type { Check } from "../Check.js";
import { checkCodeSizes } from "./checkCodeSizes.js";
import { compareGas } from "./compareGas.js";
import { compareSnapshots } from "./compareSnapshots.js";
import { makeSnapshots } from "./makeSnapshots.js";
import { gasPath, parseGas } from "./parseGas.js";
import { measureGas } from "./measureGas.js";
import { readBuild } from "./readBuild.js";

export const snapshots: Check = {
  name: "snapshots",
  wants: "snapshots/ holds the present sizes, ABIs, storage layouts and gas, within the limits of the chain",
  run: (files) => {
    const root = process.cwd();
    const contracts = readBuild(root);
    const committed = files.filter(({ path }) => path.startsWith("snapshots/") && path !== gasPath);
    return [
      ...checkCodeSizes(contracts),
      ...compareSnapshots(committed, makeSnapshots(contracts)),
      ...compareGas(parseGas(files), measureGas(root)),
    ];
  },
};
