import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";
import { claimTopicOf } from "./claimTopicOf.js";
import type { Configuration } from "./configurationSchema.js";

/** Parameters of {@link planIdentity}. */
export interface PlanIdentityParameters {
  readonly contracts: Contracts;
  readonly configuration: Configuration;
  readonly accounts: Readonly<Record<string, string>>;
}

const REGISTRIES = ["ClaimTopicsRegistry", "TrustedIssuersRegistry", "IdentityRegistryStorage"] as const;

async function planOwnership(contracts: Contracts): Promise<Call[]> {
  const manager = contracts.AccessManager.target as string;
  const calls: Call[] = [];
  for (const name of REGISTRIES) {
    if ((await contracts[name].owner()) === manager) continue;
    calls.push(buildCall(contracts[name], name, "transferOwnership", [manager]));
  }
  return calls;
}

/** Calls that set claim topics and issuers, let the factory bind registries, and hand these to the access manager. */
export async function planIdentity({
  contracts,
  configuration,
  accounts,
}: PlanIdentityParameters): Promise<Call[]> {
  const { ClaimTopicsRegistry, TrustedIssuersRegistry, IdentityRegistryStorage, RwaTokenFactory } = contracts;
  const calls: Call[] = [];
  const present = await ClaimTopicsRegistry.getClaimTopics();
  for (const topic of configuration.identity.topics.map(claimTopicOf)) {
    if (present.includes(topic)) continue;
    calls.push(buildCall(ClaimTopicsRegistry, "ClaimTopicsRegistry", "addClaimTopic", [topic]));
  }
  for (const { account, topics } of configuration.identity.issuers) {
    const issuer = accounts[account] ?? account;
    if (await TrustedIssuersRegistry.isTrustedIssuer(issuer)) continue;
    const ids = topics.map(claimTopicOf);
    calls.push(
      buildCall(TrustedIssuersRegistry, "TrustedIssuersRegistry", "addTrustedIssuer", [issuer, ids]),
    );
  }
  const binders = configuration.identity.binders.map((name) => accounts[name] ?? name);
  for (const binder of [RwaTokenFactory.target as string, ...binders]) {
    if (await IdentityRegistryStorage.isBinder(binder)) continue;
    calls.push(buildCall(IdentityRegistryStorage, "IdentityRegistryStorage", "setBinder", [binder, true]));
  }
  return [...calls, ...(await planOwnership(contracts))];
}
