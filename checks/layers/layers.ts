import type { Check } from "../Check.js";
import { checkSolidityLayers } from "./checkSolidityLayers.js";
import { checkTypescriptLayers } from "./checkTypescriptLayers.js";

export const layers: Check = {
  name: "layers",
  wants: "imports go down the tables of checks/layers only",
  run: (files) => [...checkSolidityLayers(files), ...checkTypescriptLayers(files)],
};
