import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { allChecks } from "./allChecks.js";
import { isGenerated } from "./isGenerated.js";
import { readRepository } from "./readRepository.js";
import { type Outcome, report } from "./report.js";
import { wrapComments } from "./solidity/wrapComments.js";
import { runTool } from "./tools/runTool.js";

// npm run check [-- [--json] [--only NAME]] : exit code 0 when nothing is wrong, otherwise 1.
const { values: flags } = parseArgs({
  options: { json: { type: "boolean" }, fix: { type: "boolean" }, only: { type: "string" } },
});
const say = (text: string): void => {
  if (flags.json !== true) process.stdout.write(text);
};

if (flags.fix === true) {
  const own = readRepository(process.cwd()).filter(
    (file) => file.path.endsWith(".sol") && !isGenerated(file),
  );
  for (const { path, text } of own) writeFileSync(path, wrapComments(text));
  await runTool("prettier", ["--write", "--log-level", "warn", "."]);
  await runTool("eslint", ["--fix", "."]);
  await runTool("prettier", ["--write", "--log-level", "warn", "."]);
}

const chosen = allChecks.filter(({ name }) => flags.only === undefined || name === flags.only);
if (chosen.length === 0) {
  console.error(`No such check; there are: ${allChecks.map(({ name }) => name).join(", ")}`);
  process.exit(1);
}

const outcomes: Outcome[] = [];
for (const check of chosen) {
  say(`${check.name} … `);
  const started = performance.now();
  const findings = await check.run(readRepository(process.cwd()));
  const seconds = (performance.now() - started) / 1000;
  outcomes.push({ check: check.name, wants: check.wants, seconds, findings });
  say(`${findings.length === 0 ? "ok" : `${findings.length} wrong`} (${seconds.toFixed(1)} s)\n`);
}

const isGreen = outcomes.every(({ findings }) => findings.length === 0);
console.log(
  flags.json === true ? JSON.stringify({ ok: isGreen, checks: outcomes }, null, 2) : report(outcomes),
);
process.exitCode = isGreen ? 0 : 1;
