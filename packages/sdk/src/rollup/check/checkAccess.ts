import { ZeroHash } from "ethers";

import type { RollupContractName } from "../rollupContractNames.js";
import type { CheckedRollup } from "./CheckedRollup.js";
import { compare, least, type RollupCheck } from "./RollupCheck.js";

/** Contracts under the timelock, and the roles that each has besides the administrator's. */
const ROLES = {
  FinalityPolicy: ["COUNCIL_ROLE"],
  Guardian: ["GUARDIAN_ROLE", "COUNCIL_ROLE"],
  MessageQueue: ["OPERATOR_ROLE"],
  AttesterRegistry: ["REGISTRAR_ROLE", "COUNCIL_ROLE"],
  Rollup: ["COMMITTER_ROLE", "OPERATOR_ROLE", "COUNCIL_ROLE"],
  L1Messenger: [],
  L1EthGateway: [],
  L1TokenGateway: ["KEEPER_ROLE"],
  L1PermissionedGateway: ["KEEPER_ROLE"],
} as const satisfies Partial<Record<RollupContractName, readonly string[]>>;

const TIMELOCK_ROLES = ["PROPOSER_ROLE", "EXECUTOR_ROLE", "CANCELLER_ROLE"] as const;

interface Access {
  timelock(): Promise<string>;
  isSealed(): Promise<boolean>;
  hasRole(role: string, account: string): Promise<boolean>;
}

/** One timelock, long enough, that alone administers; everything sealed; nothing left with who deployed it. */
export async function checkAccess(
  { contracts, manifest }: CheckedRollup,
  deployer: string | undefined,
): Promise<RollupCheck[]> {
  const timelock = manifest.contracts.TimelockController.address;
  const rows: RollupCheck[] = [];
  const leastDelay = await contracts.FinalityPolicy.leastDelay();
  const delay = await contracts.TimelockController.getMinDelay();
  rows.push(least("TimelockController.getMinDelay", leastDelay, delay, true));
  for (const [name, roles] of Object.entries(ROLES)) {
    const contract = contracts[name as keyof typeof ROLES] as unknown as Access;
    rows.push(compare(`${name}.timelock`, timelock, await contract.timelock()));
    rows.push(compare(`${name}.isSealed`, true, await contract.isSealed()));
    rows.push(compare(`${name}.administrator`, true, await contract.hasRole(ZeroHash, timelock)));
    const held = await rolesOf(contracts[name as keyof typeof ROLES], roles, deployer);
    rows.push(compare(`${name}.roles of the deployer`, "none", held));
  }
  const held = await rolesOf(contracts.TimelockController, TIMELOCK_ROLES, deployer);
  rows.push(compare("TimelockController.roles of the deployer", "none", held));
  return rows;
}

/** Names of the roles that an account holds. */
async function rolesOf(
  contract: unknown,
  roles: readonly string[],
  account: string | undefined,
): Promise<string> {
  if (account === undefined) return "unknown";
  const access = contract as Access & Readonly<Record<string, () => Promise<string>>>;
  const held = (await access.hasRole(ZeroHash, account)) ? ["DEFAULT_ADMIN_ROLE"] : [];
  for (const role of roles) {
    const id = await access[role]?.();
    if (id !== undefined && (await access.hasRole(id, account))) held.push(role);
  }
  return held.length === 0 ? "none" : held.join(", ");
}
