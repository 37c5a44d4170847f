import type { FinalityClassName } from "@muniment/protocol";
import { describeEvidence, getStatus, type RollupManifest } from "@muniment/sdk";

import { action, type Run } from "../context/action.js";
import type { Output } from "../output/Output.js";

/** Shows where an asset stands and how each requirement is proven. */
export const run: Run = async ({ contracts, output, rollup }, args) => {
  const { requirements, finalityClass, ...status } = await getStatus(contracts, args.id("asset"));
  for (const [name, value] of Object.entries(status)) output.value(name, value);
  showFinality(output, finalityClass, rollup);
  output.title("Requirements");
  output.table(
    "requirements",
    requirements.map((row) => ({ ...row })),
  );
};

/** What the asset's class stands for on its rollup: where it settles, and the evidence that an exit takes. */
function showFinality(output: Output, name: FinalityClassName | undefined, rollup?: RollupManifest): void {
  output.value("finalityClass", name ?? "");
  const rule = name === undefined ? undefined : rollup?.classes?.[name];
  output.value("finalityLane", rule?.lane ?? "");
  output.value("finalityEvidence", rule === undefined ? "" : describeEvidence(rule.evidence, false));
}

export default action(run);
