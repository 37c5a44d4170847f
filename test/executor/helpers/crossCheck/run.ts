import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { referenceRunner } from "@muniment/executor/reference";
import { toKept } from "../caseJson.js";
import { compareResults } from "../compareResults.js";
import { Anvil } from "../../../helpers/Anvil.js";
import { eipCases } from "./eipCases.js";
import { runOnAnvil } from "./runOnAnvil.js";
import { toEipCase } from "./toEipCase.js";

// Runs the hand-written cases on the reference and on anvil, and writes those on which they agree as vectors.
const folder = fileURLToPath(new URL("../../../../spec/vectors/executor/", import.meta.url));

for (const fork of ["prague", "osaka"] as const) {
  const anvil = await Anvil.start(fork, 7n);
  try {
    for (const eipCase of eipCases.filter((one) => one.fork === fork)) {
      const given = toEipCase(eipCase);
      const result = await referenceRunner.runCase(given);
      const other = await runOnAnvil(anvil, given, result);
      const difference = compareResults(result, other);
      const story = result.valid
        ? `${result.status}, ${result.gasUsed} gas`
        : `not valid: ${result.reason.slice(0, 80)}`;
      if (difference?.what === eipCase.anvilDiffers) {
        const file = `${folder}${eipCase.file}.json`;
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, `${JSON.stringify(toKept(eipCase.sentence, given, result), null, 2)}\n`);
        console.log(`${eipCase.file}: ${story}`);
      } else {
        const { what, first, second } = difference ?? {
          what: "nothing, against what is said",
          first: "",
          second: "",
        };
        console.error(`${eipCase.file}: ${story}; DIFFERS in ${what}: ${first} | anvil ${second}`);
        process.exitCode = 1;
      }
    }
  } finally {
    anvil.stop();
  }
}
