import { spawn } from "node:child_process";
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { coverageReport } from "./coverageReport.js";
import { lcov } from "./lcov.js";
import { measureCoverage } from "./measureCoverage.js";
import { total } from "./total.js";

// npm run coverage [-- TEST FILES] : exit code 1 when a test fails or less than 95 % of lines or branches is covered.
const minimum = 95;
const branch = z.object({ line: z.number(), condition: z.string(), way: z.string(), tag: z.string() });
const statement = z.object({ line: z.number(), tag: z.string() });
const inventorySchema = z.array(
  z.object({ path: z.string(), statements: z.array(statement), branches: z.array(branch) }),
);

const exitCode = await runTests();
if (!existsSync("coverage/inventory.json")) {
  console.error("coverage: the tests did not run; nothing was measured.");
  process.exit(1);
}

const coverable = inventorySchema.parse(JSON.parse(readFileSync("coverage/inventory.json", "utf8")));
const hits = new Set(
  globSync("coverage/data/*/*.json").flatMap((file) =>
    Object.keys(z.record(z.string(), z.number()).parse(JSON.parse(readFileSync(file, "utf8")))),
  ),
);
const files = measureCoverage(coverable, hits);
writeFileSync("coverage/lcov.info", lcov(coverable, hits));
writeFileSync("coverage/coverage.json", `${JSON.stringify(files, null, 2)}\n`);
console.log(coverageReport(files, minimum));

const isEnough = total(files, "lines").percent >= minimum && total(files, "branches").percent >= minimum;
if (!isEnough) console.error(`coverage: less than ${minimum} % of lines or branches`);
if (exitCode !== 0) console.error("coverage: tests failed; the figures are of a failed run");
process.exitCode = isEnough && exitCode === 0 ? 0 : 1;

/** Runs the tests and shows what they print, up to Hardhat's own report, which knows no branches. */
async function runTests(): Promise<number> {
  rmSync("coverage", { recursive: true, force: true });
  const child = spawn("hardhat", ["--coverage", "test", ...process.argv.slice(2)], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, MUNIMENT_COVERAGE: "1" },
  });
  let isReport = false;
  createInterface({ input: child.stdout }).on("line", (line) => {
    isReport ||= line.startsWith("Saved html report");
    if (!isReport) console.log(line);
  });
  return new Promise((resolve) => {
    child.once("close", (code) => {
      resolve(code ?? 1);
    });
  });
}
