import { isProtocolError } from "@muniment/protocol";
import { createOutput } from "../../tasks/output/createOutput.js";
import type { Bench } from "../Bench.js";
import type { Report } from "../report/Report.js";
import { toRows } from "../report/toRows.js";
import type { BenchArguments } from "./BenchArguments.js";
import { choose } from "./choose.js";
import { parseBenchArguments } from "./parseBenchArguments.js";

const MISSED = 2;
const CHAIN = 3;
type EndedOutput = ReturnType<typeof createOutput>;

function exitCodeOf({ results }: Report, isStrict: boolean): number {
  if (results.some(({ note }) => note?.startsWith("failed") === true)) return CHAIN;
  return isStrict && results.some(({ met }) => met === false) ? MISSED : 0;
}

function show(report: Report, output: EndedOutput): void {
  const { results, ...circumstances } = report;
  output.title(`Benchmark ${report.bench}`);
  if (!output.isJson) {
    for (const [name, value] of Object.entries(circumstances)) output.value(name, value);
    output.table("results", toRows(results));
    const judged = results.filter(({ met }) => met !== undefined);
    const met = judged.filter((result) => result.met === true);
    output.line(`\n${String(met.length)} of ${String(judged.length)} targets met.`);
  }
  output.flush({ ...report });
}

async function execute(
  benches: readonly Bench[],
  args: BenchArguments,
  output: EndedOutput,
): Promise<number> {
  if (args.name === undefined) {
    output.table(
      "benches",
      benches.map(({ name, says }) => ({ name, says })),
    );
    output.flush();
    return 0;
  }
  const [bench] = choose(benches, [args.name], "bench");
  const report = await bench?.run(args, output);
  if (report === undefined) {
    output.flush();
    return 0;
  }
  show(report, output);
  return exitCodeOf(report, args.isStrict);
}

/**
 * Runs what `npm run bench --` was given, and answers the exit code: 1 usage, 2 a target was missed with `--strict`,
 * 3 a case failed on the chain.
 */
export async function runBench(benches: readonly Bench[], argv: readonly string[]): Promise<number> {
  const output = createOutput(argv.includes("--json"));
  try {
    const own = benches.find(({ name }) => argv.includes(name))?.options;
    return await execute(benches, parseBenchArguments(argv, own), output);
  } catch (error) {
    const code = isProtocolError(error) ? error.code : "UNEXPECTED";
    const message = error instanceof Error ? error.message : String(error);
    if (output.isJson) output.flush({ error: code, message });
    else process.stderr.write(`${code}: ${message}\n`);
    return isProtocolError(error) ? error.exitCode : CHAIN;
  }
}
