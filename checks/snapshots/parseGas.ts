import type { SourceFile } from "../SourceFile.js";
import { type Gas, gasSchema } from "./gasOf.js";

/** Where the gas figures are kept. */
export const gasPath = "snapshots/gas.json";

/** The committed gas figures. */
export function parseGas(files: readonly SourceFile[]): Gas {
  const file = files.find(({ path }) => path === gasPath);
  return file === undefined ? {} : gasSchema.parse(JSON.parse(file.text));
}
