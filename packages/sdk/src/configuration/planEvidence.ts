import { topicId } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";
import type { Configuration } from "./configurationSchema.js";

/** Parameters of {@link planEvidence}. */
export interface PlanEvidenceParameters {
  readonly contracts: Contracts;
  readonly configuration: Configuration;
  readonly accounts: Readonly<Record<string, string>>;
}

/** Calls that register missing schemas and trust missing attesters. */
export async function planEvidence({
  contracts,
  configuration,
  accounts,
}: PlanEvidenceParameters): Promise<Call[]> {
  const { AttestationRegistry, SchemaRegistry } = contracts;
  const calls: Call[] = [];
  for (const [topic, definition] of Object.entries(configuration.schemas)) {
    const id = await SchemaRegistry.idOf(topicId(topic), definition);
    if (await SchemaRegistry.isUsable(id, topicId(topic))) continue;
    calls.push(buildCall(SchemaRegistry, "SchemaRegistry", "register", [topicId(topic), definition]));
  }
  for (const [topic, names] of Object.entries(configuration.attesters)) {
    for (const name of names) {
      const attester = accounts[name] ?? name;
      if (await AttestationRegistry.isTrusted(topicId(topic), attester)) continue;
      calls.push(
        buildCall(AttestationRegistry, "AttestationRegistry", "trustAttester", [topicId(topic), attester]),
      );
    }
  }
  return calls;
}
