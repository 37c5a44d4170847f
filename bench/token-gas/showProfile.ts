import type { Output } from "../../tasks/output/Output.js";
import type { BenchArguments } from "../cli/BenchArguments.js";
import { choose } from "../cli/choose.js";
import { profileTransaction } from "../profile/profileTransaction.js";
import { toProfileRows } from "../profile/toProfileRows.js";
import { toSummaryRows } from "../profile/toSummaryRows.js";
import { cases } from "./cases.js";
import { openStage } from "./openStage.js";

/** Shows where the gas of one case goes: in the reference and in each variant, or in those asked for. */
export async function showProfile(args: BenchArguments, output: Output): Promise<void> {
  const [item] = choose(cases, [args.profile ?? ""], "--profile");
  if (item === undefined) return;
  const stage = await openStage();
  const everyone = [stage.reference, ...stage.columns];
  for (const chosen of choose(everyone, args.variants, "--variant")) {
    const variant = "deploy" in chosen ? chosen : chosen.variant;
    output.title(`${item.name} · ${chosen.name}`);
    const receipt = await item.run(await variant.deploy(item.needs), stage.people);
    const frame = await profileTransaction(stage.chain, receipt);
    output.value(`${chosen.name}: gas`, receipt.gasUsed);
    output.value(`${chosen.name}: outside calls`, receipt.gasUsed - BigInt(frame.total));
    output.table(`${chosen.name}: calls`, toProfileRows(frame));
    output.line("");
    output.table(`${chosen.name}: functions`, toSummaryRows(frame));
  }
}
