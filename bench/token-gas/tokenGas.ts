import type { Output } from "../../tasks/output/Output.js";
import type { Bench } from "../Bench.js";
import type { BenchArguments } from "../cli/BenchArguments.js";
import { choose } from "../cli/choose.js";
import { circumstances } from "../report/circumstances.js";
import type { Report } from "../report/Report.js";
import type { Result } from "../report/Result.js";
import { cases } from "./cases.js";
import { measure, type Measured } from "./measure.js";
import { measureDeployments } from "./measureDeployments.js";
import { measureLimit } from "./measureLimit.js";
import { openStage } from "./openStage.js";
import { showProfile } from "./showProfile.js";
import { toResults } from "./toResults.js";

const NAME = "token-gas";
const NOT_MEASURED: Measured = { note: "failed: not measured" };

async function report(args: BenchArguments, output: Output): Promise<Report> {
  const chosen = choose(cases, args.cases, "--case");
  output.progress("identities, factories");
  const stage = await openStage();
  const columns = choose(stage.columns, args.variants, "--variant");
  const results: Result[] = args.cases.length === 0 ? [await measureLimit(stage)] : [];

  const theirs = await measure(stage, stage.reference, { cases: chosen, output });
  const ours = new Map<string, ReadonlyMap<string, Measured>>();
  for (const { name, variant } of columns) {
    ours.set(name, await measure(stage, variant, { cases: chosen, output }));
  }
  for (const item of chosen) {
    for (const column of columns) {
      const figures = {
        ours: ours.get(column.name)?.get(item.name) ?? NOT_MEASURED,
        theirs: theirs.get(item.name) ?? NOT_MEASURED,
        reference: stage.reference.name,
      };
      results.push(...toResults(item, column, figures));
    }
  }
  if (args.cases.length === 0) results.push(...(await measureDeployments(stage)));
  // Nothing is random: keys, addresses and signatures are those of the network's fixed accounts.
  return { bench: NAME, ...circumstances(), seed: 0, results };
}

/** Gas of this suite and of the reference, side by side in one run. */
export const tokenGas: Bench = {
  name: NAME,
  says: "gas of permissioned tokens: this suite beside the reference's npm artifacts",
  run: async (args, output) => {
    if (args.profile === undefined) return report(args, output);
    await showProfile(args, output);
    return undefined;
  },
};
