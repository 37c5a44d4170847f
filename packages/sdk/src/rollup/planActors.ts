import { keccak256, ZeroAddress } from "ethers";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupHandles } from "./connectRollup.js";
import type { RollupParameters } from "./rollupParametersSchema.js";

/** A call that one account has to make. */
export interface ActorCall {
  /** Name in the parameters. */
  readonly account: string;
  readonly call: Call;
}

/** Parameters of {@link planActors}. */
export interface PlanActorsParameters {
  readonly contracts: RollupHandles;
  readonly parameters: RollupParameters;
  /** Address of every account of the parameters. */
  readonly accounts: Readonly<Record<string, string>>;
  /** Unix time of the latest block of L1, seconds. */
  readonly time: number;
}

/**
 * What accounts other than the deployer still have to call until the lane can be run (spec/deployment.md, DEPLOY-9): the
 * committer's role and bond, who moves for it in disputes, the sequencer's bond, simulated attesters.
 */
export async function planActors(plan: PlanActorsParameters): Promise<ActorCall[]> {
  return [...(await planCommitter(plan)), ...(await planSequencer(plan)), ...(await planAttesters(plan))];
}

async function planCommitter({
  contracts,
  parameters,
  accounts,
}: PlanActorsParameters): Promise<ActorCall[]> {
  const { Rollup: rollup } = contracts;
  const { lane, committer, roles } = parameters;
  const address = accounts[committer.account] ?? ZeroAddress;
  const calls: ActorCall[] = [];
  const role = await rollup.COMMITTER_ROLE();
  if (!(await rollup.hasRole(role, address))) {
    const call = buildCall(rollup, "Rollup", "grantRole", [role, address]);
    calls.push({ account: roles.operators[0] ?? "", call });
  }
  // Later, batches have locked some of it.
  const isNew = (await rollup.lastBatch(lane)) === 0n;
  const missing = BigInt(committer.bond) - (await rollup.freeBondOf(address));
  if (isNew && missing > 0n) {
    const call = { ...buildCall(rollup, "Rollup", "depositBond", []), value: missing };
    calls.push({ account: committer.account, call });
  }
  return [...calls, ...(await planDefender({ contracts, parameters, accounts }))];
}

/** The committer's own key is its batcher's, which nobody else may use. */
async function planDefender({
  contracts,
  parameters,
  accounts,
}: Omit<PlanActorsParameters, "time">): Promise<ActorCall[]> {
  const { DisputeGame: game } = contracts;
  const { account, defender } = parameters.committer;
  if (defender === undefined) return [];
  const delegate = accounts[defender] ?? ZeroAddress;
  if ((await game.delegateOf(accounts[account] ?? ZeroAddress)) === delegate) return [];
  return [{ account, call: buildCall(game, "DisputeGame", "setDelegate", [delegate]) }];
}

async function planSequencer({
  contracts,
  parameters,
  accounts,
}: PlanActorsParameters): Promise<ActorCall[]> {
  const { SequencerBond: bonds } = contracts;
  const { account, bond } = parameters.sequencer;
  const missing = BigInt(bond) - (await bonds.bondOf(accounts[account] ?? ZeroAddress));
  if (missing <= 0n) return [];
  return [{ account, call: { ...buildCall(bonds, "SequencerBond", "deposit", []), value: missing } }];
}

async function planAttesters(plan: PlanActorsParameters): Promise<ActorCall[]> {
  const { contracts, parameters, accounts, time } = plan;
  const { AttesterRegistry: registry } = contracts;
  const { simulated, greatestAge, measurements } = parameters.attestation;
  const calls: ActorCall[] = [];
  for (const name of simulated) {
    const key = accounts[name] ?? ZeroAddress;
    if (await registry.isSimulated(key)) continue;
    const enclave = {
      key,
      measurement: measurements[0],
      quotedAt: time,
      expiresAt: time + greatestAge,
      isDebug: false,
      isSimulated: true,
      // There is no quote: the key itself stands for one.
      quoteHash: keccak256(key),
    };
    const call = buildCall(registry, "AttesterRegistry", "register", [enclave]);
    calls.push({ account: parameters.roles.registrars[0] ?? "", call });
  }
  return calls;
}
