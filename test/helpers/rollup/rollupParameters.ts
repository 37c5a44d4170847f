import { readFileSync } from "node:fs";
import { parseRollupParameters, type RollupParameters } from "@muniment/sdk";

/** Where the parameters of a development rollup are. */
export const developmentPath = "ignition/parameters/rollup-development.json";

/** The parameters of a development rollup. */
export function developmentRollup(): RollupParameters {
  return parseRollupParameters(developmentPath, readFileSync(developmentPath, "utf8"));
}
