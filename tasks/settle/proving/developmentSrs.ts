import { join } from "node:path";

import { writeInsecureSrs } from "@muniment/prover";

import type { Output } from "../../output/Output.js";

/**
 * Folder of the INSECURE development SRS, which is made when it is not there: half a minute for circuits of 2^17 rows.
 * @param root The repository's.
 */
export function developmentSrs(root: string, levels: number, output: Output): string {
  let told = 0;
  return writeInsecureSrs(join(root, "cache", "srs"), levels, (part) => {
    if (part < told) return;
    told = part + 0.25;
    output.progress(
      `making the INSECURE development SRS of 2^${levels.toString()} points (${(100 * part).toFixed(0)} %)`,
    );
  });
}
