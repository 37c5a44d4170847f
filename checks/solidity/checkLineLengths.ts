import type { Finding } from "../Finding.js";
import type { SourceFile } from "../SourceFile.js";

const limit = 120;
const exempt = /^\s*(import\b|\} from )|https:\/\//;

/** No line of Solidity is longer than 120 characters; an import or an address that cannot be broken may be. */
export function checkLineLengths(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ path }) => path.endsWith(".sol"))
    .flatMap(({ path, text }) =>
      text.split("\n").flatMap((line, index) => {
        if (line.length <= limit || exempt.test(line)) return [];
        return [
          { file: path, line: index + 1, message: `line of ${line.length} characters; at most ${limit}` },
        ];
      }),
    );
}
