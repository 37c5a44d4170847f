import type { Interface } from "ethers";

import { GRANTS, STAGE_CONTRACTS, type Grant } from "../access/grants.js";
import { ROLES, type RoleName } from "../access/roles.js";
import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { ContractName } from "../contracts/contractNames.js";
import type { Contracts } from "../contracts/connectContracts.js";
import type { Configuration } from "./configurationSchema.js";
import { planCheckpoints } from "./planCheckpoints.js";
import { planEvidence } from "./planEvidence.js";
import { planIdentity } from "./planIdentity.js";

/** Parameters of {@link planConfiguration}. */
export interface PlanConfigurationParameters {
  readonly contracts: Contracts;
  readonly configuration: Configuration;
  /** Address of every account name in the configuration. */
  readonly accounts: Readonly<Record<string, string>>;
  /** Deployer that administers until the plan is carried out. */
  readonly deployer: string;
}

async function planGrants({
  contracts,
  configuration,
  accounts,
}: PlanConfigurationParameters): Promise<Call[]> {
  const manager = contracts.AccessManager;
  const wanted: { role: RoleName; account: string; delay: number }[] = [];
  for (const name of STAGE_CONTRACTS) {
    wanted.push({ role: "STAGE_CONTRACT", account: contracts[name].target as string, delay: 0 });
  }
  for (const [role, members] of Object.entries(configuration.roles) as [RoleName, string[]][]) {
    for (const member of members) {
      wanted.push({ role, account: accounts[member] ?? member, delay: configuration.delays[role] ?? 0 });
    }
  }
  const calls: Call[] = [];
  for (const { role, account, delay } of wanted) {
    const [isMember, present] = await manager.hasRole(ROLES[role], account);
    if (isMember && present === BigInt(delay)) continue;
    calls.push(buildCall(manager, "AccessManager", "grantRole", [ROLES[role], account, delay]));
  }
  return calls;
}

async function planFunctionRoles(contracts: Contracts): Promise<Call[]> {
  const manager = contracts.AccessManager;
  const pending = new Map<string, { name: ContractName; role: RoleName; selectors: string[] }>();
  const missing = async (grant: Grant): Promise<string | undefined> => {
    const contract = contracts[grant.contract];
    const selector = (contract.interface as Interface).getFunction(grant.method)?.selector ?? "";
    const role = await manager.getTargetFunctionRole(contract.target, selector);
    return role === ROLES[grant.role] ? undefined : selector;
  };
  for (const grant of GRANTS) {
    const selector = await missing(grant);
    if (selector === undefined) continue;
    const key = `${grant.contract}/${grant.role}`;
    const entry = pending.get(key) ?? { name: grant.contract, role: grant.role, selectors: [] };
    entry.selectors.push(selector);
    pending.set(key, entry);
  }
  return [...pending.values()].map(({ name, role, selectors }) =>
    buildCall(manager, "AccessManager", "setTargetFunctionRole", [
      contracts[name].target,
      selectors,
      ROLES[role],
    ]),
  );
}

async function planHandover({
  contracts,
  configuration,
  accounts,
  deployer,
}: PlanConfigurationParameters): Promise<Call[]> {
  const administrators = (configuration.roles.ADMIN ?? []).map((name) => accounts[name] ?? name);
  const isStaying = administrators.some((account) => account.toLowerCase() === deployer.toLowerCase());
  const [isAdmin] = await contracts.AccessManager.hasRole(ROLES.ADMIN, deployer);
  if (administrators.length === 0 || isStaying || !isAdmin) return [];
  return [buildCall(contracts.AccessManager, "AccessManager", "renounceRole", [ROLES.ADMIN, deployer])];
}

/**
 * The calls that bring a deployment to its configuration, in order; what is in place already is left out, so a second
 * run after an interruption resumes. Data comes first, then the roles that close it, then the hand-over.
 */
export async function planConfiguration(parameters: PlanConfigurationParameters): Promise<Call[]> {
  const { contracts, configuration } = parameters;
  return [
    ...(await planEvidence(parameters)),
    ...(await planCheckpoints(contracts, configuration)),
    ...(await planIdentity(parameters)),
    ...(await planGrants(parameters)),
    ...(await planFunctionRoles(contracts)),
    ...(await planHandover(parameters)),
  ];
}
