import { finalityClasses, stages as stageNumbers, topicId } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";
import type { Configuration } from "./configurationSchema.js";

const SCOPES = { entry: 0, opening: 1, holder: 2 } as const;
const DAY = 86_400;

/** Calls that set finality classes and the checkpoints that differ from the configuration. */
export async function planCheckpoints(contracts: Contracts, configuration: Configuration): Promise<Call[]> {
  const { CheckpointPolicy, FinalityTable } = contracts;
  const calls: Call[] = [];
  for (const name of configuration.finality) {
    if (await FinalityTable.isEnabled(finalityClasses[name])) continue;
    calls.push(buildCall(FinalityTable, "FinalityTable", "setEnabled", [finalityClasses[name], true]));
  }
  for (const [className, stages] of Object.entries(configuration.classes)) {
    const assetClass = topicId(className);
    for (const [stage, requirements] of Object.entries(stages)) {
      const number = stageNumbers[stage as keyof typeof stageNumbers];
      const wanted = requirements.map(({ topic, quorum, maxAgeDays, scope }) => [
        topicId(topic),
        BigInt(quorum),
        BigInt(maxAgeDays * DAY),
        BigInt(SCOPES[scope]),
      ]);
      const version = await CheckpointPolicy.versionOf(assetClass, number);
      const present = await CheckpointPolicy.requirementsOf(assetClass, number, version);
      if (String(present.map((entry) => [...entry])) === String(wanted)) continue;
      calls.push(
        buildCall(CheckpointPolicy, "CheckpointPolicy", "setCheckpoint", [assetClass, number, wanted]),
      );
    }
  }
  return calls;
}
