import { ProtocolError } from "@muniment/protocol";
import type { BaseContract, ContractRunner } from "ethers";

import {
  AccessManager__factory,
  ForcedActions__factory,
  IdentityRegistry__factory,
  ModularCompliance__factory,
  RwaToken__factory,
} from "../../../../typechain-types/index.js";
import { TOKEN_GRANTS, type TokenPart } from "../access/tokenGrants.js";
import {
  DELAYED_TOKEN_ROLES,
  FIRST_TOKEN_ROLE,
  LEAST_TOKEN_DELAY,
  tokenRoleId,
  type TokenRoleName,
} from "../access/tokenRoles.js";
import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";

/** Parameters of {@link planTokenRoles}. */
export interface PlanTokenRolesParameters {
  /** The AccessManager that owns token, identity registry and compliance. */
  readonly manager: string;
  readonly token: string;
  /** Where forced actions are logged; the manager's own agency then loses them. Without it they go unlogged. */
  readonly desk?: string;
  /** Members of each role. */
  readonly members: Readonly<Partial<Record<TokenRoleName, readonly string[]>>>;
  /** Execution delay of each role, seconds; a delayed role has at least {@link LEAST_TOKEN_DELAY}, two days if not given. */
  readonly delays?: Readonly<Partial<Record<TokenRoleName, number>>>;
  /** Id of the first role; tokens with the same share their roles. */
  readonly firstRole?: bigint;
  /** For reading what is in place. */
  readonly runner: ContractRunner;
}

const TWO_DAYS = 172_800;
/** What the manager keeps as an agent of a token with a desk: minting and record dates. */
const UNLOGGED = [false, true, true, true, true, true, true] as const;
/** What a desk may do: all but mint. */
const DESK = [true, false, false, false, false, false, false] as const;

async function connect({ manager, token: address, desk, runner }: PlanTokenRolesParameters) {
  const token = RwaToken__factory.connect(address, runner);
  const registry = IdentityRegistry__factory.connect(await token.identityRegistry(), runner);
  const compliance = ModularCompliance__factory.connect(await token.compliance(), runner);
  for (const [name, owned] of Object.entries({ token, registry, compliance })) {
    const owner = await owned.owner();
    if (owner.toLowerCase() === manager.toLowerCase()) continue;
    throw new ProtocolError("ARGUMENT_INVALID", {
      option: "manager",
      value: manager,
      expected: `${owner}, which owns the ${name},`,
    });
  }
  return {
    manager: AccessManager__factory.connect(manager, runner),
    token,
    registry,
    compliance,
    ...(desk === undefined ? {} : { desk: ForcedActions__factory.connect(desk, runner) }),
  };
}

type Suite = Awaited<ReturnType<typeof connect>>;

async function planAgents({ manager, token, registry, desk }: Suite): Promise<Call[]> {
  const calls: Call[] = [];
  const asOwner = (part: typeof token | typeof registry, method: string, args: readonly unknown[]): void => {
    const { data, label } = buildCall(part, part === token ? "RwaToken" : "IdentityRegistry", method, args);
    calls.push({ ...buildCall(manager, "AccessManager", "execute", [part.target, data]), label });
  };
  for (const part of [token, registry]) {
    if (!(await part.isAgent(manager))) asOwner(part, "addAgent", [manager.target]);
  }
  if (desk === undefined) return calls;
  if (!(await token.isAgent(desk))) asOwner(token, "addAgent", [desk.target]);
  for (const [agent, wanted] of [
    [manager, UNLOGGED],
    [desk, DESK],
  ] as const) {
    const present = await token.getAgentRestrictions(agent);
    if (String([...present]) !== String(wanted))
      asOwner(token, "setAgentRestrictions", [agent.target, wanted]);
  }
  return calls;
}

async function planMembers(
  { manager }: Suite,
  { members, delays = {}, firstRole }: PlanTokenRolesParameters,
): Promise<Call[]> {
  const calls: Call[] = [];
  for (const [role, accounts] of Object.entries(members) as [TokenRoleName, readonly string[]][]) {
    const isDelayed = DELAYED_TOKEN_ROLES.includes(role);
    const delay = delays[role] ?? (isDelayed ? TWO_DAYS : 0);
    if (isDelayed && delay < LEAST_TOKEN_DELAY) {
      throw new ProtocolError("ARGUMENT_INVALID", {
        option: `delays.${role}`,
        value: delay,
        expected: `at least ${String(LEAST_TOKEN_DELAY)} seconds`,
      });
    }
    const id = tokenRoleId(role, firstRole);
    for (const account of accounts) {
      const [isMember, present] = await manager.hasRole(id, account);
      if (isMember && present === BigInt(delay)) continue;
      calls.push(buildCall(manager, "AccessManager", "grantRole", [id, account, delay]));
    }
  }
  return calls;
}

async function planFunctions(suite: Suite, firstRole: bigint): Promise<Call[]> {
  const { manager } = suite;
  const parts: Readonly<Partial<Record<TokenPart, BaseContract>>> = suite;
  const missing = new Map<string, { target: string; role: bigint; selectors: string[] }>();
  for (const { part, method, role } of TOKEN_GRANTS) {
    const contract = parts[part];
    const selector = contract?.interface.getFunction(method)?.selector;
    if (contract === undefined || selector === undefined) continue;
    const [target, id] = [contract.target as string, tokenRoleId(role, firstRole)];
    if ((await manager.getTargetFunctionRole(target, selector)) === id) continue;
    const entry = missing.get(`${part}/${role}`) ?? { target, role: id, selectors: [] };
    entry.selectors.push(selector);
    missing.set(`${part}/${role}`, entry);
  }
  return [...missing.values()].map(({ target, role, selectors }) =>
    buildCall(manager, "AccessManager", "setTargetFunctionRole", [target, selectors, role]),
  );
}

/**
 * The calls that put roles behind the agents of a token, in order: the manager, which owns the suite, becomes an agent of
 * token and registry, so that each role's members act through its `execute`, and forced actions go through the desk, if
 * there is one. What is in place is left out. Sender: an administrator of the manager.
 * @throws ARGUMENT_INVALID when the manager does not own the suite, or a delayed role would not wait.
 * @example const calls = await planTokenRoles({ manager, token, members: { issuer: [bank] }, runner: provider });
 */
export async function planTokenRoles(parameters: PlanTokenRolesParameters): Promise<Call[]> {
  const suite = await connect(parameters);
  return [
    ...(await planAgents(suite)),
    ...(await planMembers(suite, parameters)),
    ...(await planFunctions(suite, parameters.firstRole ?? FIRST_TOKEN_ROLE)),
  ];
}
