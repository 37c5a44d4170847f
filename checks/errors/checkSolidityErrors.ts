import type { Finding } from "../Finding.js";
import type { SourceFile } from "../SourceFile.js";
import { maskComments } from "../text/maskComments.js";
import { matches } from "../text/matches.js";
import { maskStrings } from "../text/maskStrings.js";

const declaration = /\berror\s+([A-Za-z_]\w*)\s*\(/g;
const reverted = /\brevert\s+(?:\w+\.)*([A-Za-z_]\w*)\s*\(/g;
const required = /\brequire\s*\([^;]*?,\s*(?:\w+\.)*([A-Z]\w*)\s*\([^;]*;/g;
/** Other people's interfaces stay as published: folders under contracts/interfaces, and files named after an ERC. */
const foreign = /^contracts\/interfaces\/(?:.+\/|I?ERC\d+)/;
/** What the tests of the checks themselves quote does not count. */
const fixtures = /^test\/checks\//;

/** Every custom error of ours is declared once, reverted somewhere and named by a test. */
export function checkSolidityErrors(files: readonly SourceFile[]): Finding[] {
  const contracts = files
    .filter(({ path }) => /^contracts\/.*\.sol$/.test(path) && !path.startsWith("contracts/mocks/"))
    .map(({ path, text }) => ({ path, code: maskStrings(maskComments(text)) }));
  const raised = new Set(
    contracts.flatMap(({ code }) =>
      [...matches(code, reverted), ...matches(code, required)].map(({ value }) => value),
    ),
  );
  const tested = files
    .filter(({ path }) => path.startsWith("test/") && !fixtures.test(path))
    .map(({ text }) => maskComments(text))
    .join("\n");

  const first = new Map<string, string>();
  return contracts
    .filter(({ path }) => !foreign.test(path))
    .flatMap(({ path, code }) =>
      matches(code, declaration).flatMap(({ value: name, line }): Finding[] => {
        const place = first.get(name);
        if (place !== undefined) {
          return [{ file: path, line, message: `error ${name} is declared already in ${place}` }];
        }
        first.set(name, `${path}:${line}`);
        const problems: string[] = [];
        if (!raised.has(name)) problems.push(`error ${name} is reverted nowhere`);
        if (!new RegExp(`\\b${name}\\b`).test(tested)) problems.push(`error ${name} is named by no test`);
        return problems.map((message) => ({ file: path, line, message }));
      }),
    );
}
