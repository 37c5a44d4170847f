import type { FinalityClassName } from "@muniment/protocol";
import { describeEvidence, getStatus, type RollupManifest } from "@muniment/sdk";

import { offlineAction } from "../context/action.js";
import type { Arguments } from "../context/Arguments.js";
import type { Context } from "../context/Context.js";
import { findRollupManifest } from "../context/findRollupManifest.js";
import { openContext } from "../context/openContext.js";
import type { Output } from "../output/Output.js";

/**
 * Shows where an asset stands and how each requirement is proven.
 * @param rollup That the chain is a lane of, if it is one.
 */
export async function run(
  { contracts, output }: Context,
  args: Arguments,
  rollup?: RollupManifest,
): Promise<void> {
  const { requirements, finalityClass, ...status } = await getStatus(contracts, args.id("asset"));
  for (const [name, value] of Object.entries(status)) output.value(name, value);
  showFinality(output, finalityClass, rollup);
  output.title("Requirements");
  output.table(
    "requirements",
    requirements.map((row) => ({ ...row })),
  );
}

/** What the asset's class stands for on its rollup: where it settles, and the evidence that an exit takes. */
function showFinality(output: Output, name: FinalityClassName | undefined, rollup?: RollupManifest): void {
  output.value("finalityClass", name ?? "");
  const rule = name === undefined ? undefined : rollup?.classes?.[name];
  output.value("finalityLane", rule?.lane ?? "");
  output.value("finalityEvidence", rule === undefined ? "" : describeEvidence(rule.evidence, false));
}

export default offlineAction(async (hre, args, output) => {
  const context = await openContext(hre, args, output);
  const { chainId } = await context.provider.getNetwork();
  await run(context, args, await findRollupManifest(hre.config.paths.root, Number(chainId)));
});
