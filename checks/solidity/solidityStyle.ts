import type { Check } from "../Check.js";
import { isGenerated } from "../isGenerated.js";
import { readBuild } from "../snapshots/readBuild.js";
import { checkAssembly } from "./checkAssembly.js";
import { checkLineLengths } from "./checkLineLengths.js";
import { checkNames } from "./checkNames.js";

export const solidityStyle: Check = {
  name: "solidity style",
  wants:
    "assembly only in libraries and slot pointers, lines of 120 characters, names by visibility, named keys",
  run: (all) => {
    const files = all.filter((file) => !isGenerated(file));
    const trees = new Map(
      readBuild(process.cwd()).map(({ source, inputSource, trees }) => [source, trees.get(inputSource)]),
    );
    const names = files.flatMap((file) => checkNames(file, trees.get(file.path)));
    return [...checkAssembly(files), ...checkLineLengths(files), ...names];
  },
};
