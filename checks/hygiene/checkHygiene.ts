import type { Finding } from "../Finding.js";
import type { SourceFile } from "../SourceFile.js";
import { matches } from "../text/matches.js";

type Taboo = { pattern: RegExp; where: RegExp; message: string };

const code = /\.(sol|ts|mts|mjs|js|tsx|nr|sh)$|^\.ci\/run$/;
const test = /^test\/.*\.ts$/;

const either = (words: readonly string[]): string =>
  words.map((word) => word.replaceAll(".", "\\.")).join("|");

/** The words are put together from parts, so that this file does not hold what it looks for. */
const machinePaths = ["work", "root", "tmp/h", "home"];
const registryHosts = [
  "registry.npm" + "js.org",
  "registry.yarn" + "pkg.com",
  "deb.debi" + "an.org",
  "py" + "pi.org",
];
const looseEnds = ["TO" + "DO", "FIX" + "ME", "X" + "XX"];
const partial = ["on" + "ly", "sk" + "ip"];

const taboos: readonly Taboo[] = [
  {
    pattern: new RegExp(`(?<![\\w.~/-])/(?:${either(machinePaths)})/`, "g"),
    where: /./,
    message: "names a path of one machine",
  },
  {
    pattern: new RegExp(`\\b(?:${either(registryHosts)})\\b`, "g"),
    where: /./,
    message: "names the host of a package registry",
  },
  {
    pattern: new RegExp(`\\b(?:${either(looseEnds)})\\b(?!\\s*\\(#\\d+\\))`, "g"),
    where: code,
    message: "leaves work to be done without an issue number, as in (#12) after the word",
  },
  {
    pattern: new RegExp(`\\b(?:describe|it|context|specify)\\.(?:${either(partial)})\\b`, "g"),
    where: test,
    message: "runs a part of the tests",
  },
  {
    pattern: new RegExp("\\bthis\\.sk" + "ip\\(|\\bx(?:it|describe)\\(", "g"),
    where: test,
    message: "leaves a test out",
  },
];

/** No machine paths, registry hosts, loose ends or tests left out. */
export function checkHygiene(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ path }) => path !== "package-lock.json")
    .flatMap(({ path, text }) =>
      taboos
        .filter(({ where }) => where.test(path))
        .flatMap(({ pattern, message }) =>
          matches(text, pattern).map(({ value, line }) => ({
            file: path,
            line,
            message: `${message}: ${value}`,
          })),
        ),
    );
}
