import type { RollupContractName } from "../rollupContractNames.js";
import { accessRows, rolesOf } from "./accessRows.js";
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
    const contract = contracts[name as keyof typeof ROLES];
    rows.push(...(await accessRows({ name, contract, roles }, timelock, deployer)));
  }
  const held = await rolesOf(contracts.TimelockController, TIMELOCK_ROLES, deployer);
  rows.push(compare("TimelockController.roles of the deployer", "none", held));
  return rows;
}
