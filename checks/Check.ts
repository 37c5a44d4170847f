import type { Finding } from "./Finding.js";
import type { SourceFile } from "./SourceFile.js";

/** One check: reads the repository, reports what is wrong with it, changes nothing. */
export type Check = {
  name: string;
  /** One sentence for the person whose change failed: what the check wants. */
  wants: string;
  run: (files: readonly SourceFile[]) => Finding[] | Promise<Finding[]>;
};
