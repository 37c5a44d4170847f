import { readdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { stateTestsFolder } from "../../../../../executor/conformance/helpers/stateTestsFolder.js";
import { casesIn } from "../../../../../executor/machine/helpers/casesIn.js";
import { type CaseList, casesSeed } from "./CaseList.js";
import { featuresWanted } from "./featuresWanted.js";
import { type Observation, observe } from "./observe.js";
import { ownCases } from "./ownCases.js";
import { randomProgram } from "./randomProgram.js";

/**
 * Writes cases.json: official state tests that show all that any of them shows in a few hundred steps, random programs for
 * what is lacking then, the cases of ownCases.ts, and short tests of every folder until there are enough.
 * Run: npx tsx test/L1/dispute/machine/conformance/helpers/chooseCases.ts
 */

/** A case that can be chosen. */
interface Candidate extends Observation {
  readonly name: string;
  readonly folder: string;
  readonly file: string;
}

/** Steps of a case at most. */
const most = 300;
/** Cases of one file that are looked at. */
const mostOfFile = 5;
const wantedTests = 340;
const randomPrograms = 200;
/** A test of fewer steps is not chosen to fill up: it was hardly begun. */
const begun = 12;

const folder = stateTestsFolder();
if (folder === undefined) throw new TypeError("MUNIMENT_STATE_TESTS does not name the folder of the vectors");
const tests = observedTests(folder);
const programs = Array.from({ length: randomPrograms }, (_, index) => ({
  ...{ name: String(index), folder: "", file: "" },
  observed: observe(randomProgram(casesSeed, index), most),
})).flatMap(({ observed, ...rest }) => (observed === undefined ? [] : [{ ...rest, ...observed }]));

const covered = new Set<string>();
const own = [...ownCases].map(([name, given]) => ({ name, ...observe(given, 100_000)! }));
const chosen = cover(tests);
const chosenPrograms = [...cover(programs)];
for (const { features } of own) for (const feature of features) covered.add(feature);
fill(chosen);
const missing = featuresWanted().filter((feature) => !covered.has(feature));
if (missing.length > 0) throw new TypeError(`nothing shows ${missing.join(", ")}`);
const list: CaseList = {
  stateTests: grouped(chosen),
  randomPrograms: Object.fromEntries(chosenPrograms.map(({ name, steps }) => [name, steps])),
  own: Object.fromEntries(own.map(({ name, steps }) => [name, steps])),
  covers: [...covered].sort(),
};
writeFileSync(new URL("../cases.json", import.meta.url), `${JSON.stringify(list, undefined, 2)}\n`);
const steps = [...chosen, ...chosenPrograms, ...own].reduce((sum, one) => sum + one.steps, 0);
console.log(`${chosen.size} tests, ${chosenPrograms.length} programs, ${own.length} own, ${steps} steps`);

function observedTests(from: string): Candidate[] {
  const files = readdirSync(from, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".json"),
  );
  return files.sort().flatMap((file) =>
    [...casesIn(from, file)].slice(0, mostOfFile).flatMap(([title, given]) => {
      const observed = observe(given, most);
      const name = title.slice(file.length + 1);
      return observed === undefined ? [] : [{ name, folder: dirname(file), file, ...observed }];
    }),
  );
}

/** Takes the case that shows most that is new for its steps, until none shows anything new. */
function cover(candidates: readonly Candidate[]): Set<Candidate> {
  const taken = new Set<Candidate>();
  for (;;) {
    let best: Candidate | undefined;
    let bestWorth = 0;
    for (const candidate of candidates) {
      const added = [...candidate.features].filter((feature) => !covered.has(feature)).length;
      const worth = added / (candidate.steps + 20);
      if (worth > bestWorth) [best, bestWorth] = [candidate, worth];
    }
    if (best === undefined) return taken;
    taken.add(best);
    for (const feature of best.features) covered.add(feature);
  }
}

/** Takes the shortest tests that are left, a folder at a time; of a folder whose tests are all hardly begun, one. */
function fill(taken: Set<Candidate>): void {
  const left = new Map<string, Candidate[]>();
  for (const test of tests.toSorted((a, b) => a.steps - b.steps)) {
    const some = left.get(test.folder) ?? [];
    left.set(test.folder, some);
    if (!taken.has(test) && (test.steps >= begun || some.length === 0)) some.push(test);
  }
  for (const some of left.values()) {
    const isLacking = ![...taken].some((test) => test.folder === some[0]?.folder);
    if (some.length > 1 && (some[0]?.steps ?? 0) < begun) some.shift();
    if (isLacking && some.length > 0) take(taken, some);
  }
  while (taken.size < wantedTests && [...left.values()].some((some) => some.length > 0)) {
    for (const some of left.values()) if (some.length > 0) take(taken, some);
  }
}

/** Takes the first of some tests, of a file of which none is taken while there is one. */
function take(taken: Set<Candidate>, some: Candidate[]): void {
  const files = new Set([...taken].map(({ file }) => file));
  const index = some.findIndex(({ file }) => !files.has(file));
  const [next] = some.splice(Math.max(0, index), 1) as [Candidate];
  taken.add(next);
  for (const feature of next.features) covered.add(feature);
}

function grouped(candidates: ReadonlySet<Candidate>): Record<string, Record<string, number>> {
  const groups: Record<string, Record<string, number>> = {};
  const sorted = [...candidates].sort((a, b) => (`${a.file} ${a.name}` < `${b.file} ${b.name}` ? -1 : 1));
  for (const { file, name, steps } of sorted) (groups[file] ??= {})[name] = steps;
  return groups;
}
