import type { Finding } from "../Finding.js";
import { isGenerated } from "../isGenerated.js";
import type { SourceFile } from "../SourceFile.js";

/** Lines a source file may have. TypeScript's limit is eslint's business too; here it covers every script. */
const limit = 400;

/** No source file of ours is longer than 400 lines. Generated files say so in line 1 and are exempt. */
export function checkFileSizes(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(
      ({ path }) => /^(?!test\/).*\.(sol|ts|mts|mjs|js|tsx)$/.test(path) || /^test\/.*\.t\.sol$/.test(path),
    )
    .filter((file) => !isGenerated(file))
    .map(({ path, text }) => ({ path, lines: text.split("\n").length - (text.endsWith("\n") ? 1 : 0) }))
    .filter(({ lines }) => lines > limit)
    .map(({ path, lines }) => ({ file: path, line: lines, message: `has ${lines} lines; at most ${limit}` }));
}
