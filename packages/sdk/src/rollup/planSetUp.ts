import { type Hex, ProtocolError } from "@muniment/protocol";
import type { BaseContract } from "ethers";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupHandles } from "./connectRollup.js";
import { evidenceOf } from "./evidenceOf.js";
import type { RollupParameters } from "./rollupParametersSchema.js";

const ATTESTED = 1;

/** Parameters of {@link planSetUp}. */
export interface PlanSetUpParameters {
  readonly contracts: RollupHandles;
  readonly parameters: RollupParameters;
  /** L1 block from which on there are events. */
  readonly fromBlock: number;
}

/**
 * What the deployer still has to call before the lane can be opened (spec/deployment.md, DEPLOY-8): it follows from what L1
 * holds, so that a deployment which broke off goes on where it stands.
 * @throws ROLLUP_DEPLOYMENT_DIFFERS when something that is sealed is not as the parameters say
 */
export async function planSetUp(plan: PlanSetUpParameters): Promise<Call[]> {
  return [...(await planRegistry(plan)), ...(await planPolicy(plan)), ...(await planQueue(plan))];
}

async function planRegistry({ contracts, parameters, fromBlock }: PlanSetUpParameters): Promise<Call[]> {
  const { AttesterRegistry: registry } = contracts;
  const events = await registry.queryFilter(registry.filters.MeasurementAllowed(), fromBlock);
  const known = new Set(events.map(({ args }) => args.measurement));
  const missing = parameters.attestation.measurements.filter((measurement) => !known.has(measurement));
  const calls = missing.map((measurement) =>
    buildCall(registry, "AttesterRegistry", "allowMeasurement", [measurement]),
  );
  return sealAfter(registry, "AttesterRegistry", calls);
}

async function planPolicy({ contracts, parameters }: PlanSetUpParameters): Promise<Call[]> {
  const { FinalityPolicy: policy, AttesterRegistry: registry, DisputeGame: game } = contracts;
  const { lane, finality } = parameters;
  const calls: Call[] = [];
  const call = (method: string, args: readonly unknown[]): void => {
    calls.push(buildCall(policy, "FinalityPolicy", method, args));
  };
  if ((await policy.verifierOf(lane, ATTESTED)) !== registry.target) {
    call("setVerifier", [lane, ATTESTED, registry.target]);
  }
  if ((await policy.gameOf(lane)) !== game.target) call("setGame", [lane, game.target]);
  const rule = { evidence: evidenceOf(finality.lane), window: finality.window };
  const found = await policy.laneRule(lane);
  if (Number(found.evidence) !== rule.evidence || Number(found.window) !== rule.window) {
    call("setLaneRule", [lane, rule]);
  }
  for (const [finalityClass, names] of [
    [1, finality.classes.bulk],
    [2, finality.classes.standard],
  ] as const) {
    const wanted = { lane, evidence: evidenceOf(names) };
    const held = await policy.classRule(finalityClass);
    if (Number(held.lane) === lane && Number(held.evidence) === wanted.evidence) continue;
    call("setClassRule", [finalityClass, wanted]);
  }
  return sealAfter(policy, "FinalityPolicy", calls);
}

async function planQueue({ contracts, parameters }: PlanSetUpParameters): Promise<Call[]> {
  const { MessageQueue: queue } = contracts;
  const { lane, queue: wanted } = parameters;
  const terms = { gasPrice: BigInt(wanted.gasPrice), deadline: wanted.deadline, gasLimit: wanted.gasLimit };
  const held = await queue.termsOf(lane);
  const isFit =
    held.gasPrice === terms.gasPrice &&
    Number(held.deadline) === terms.deadline &&
    Number(held.gasLimit) === terms.gasLimit;
  const calls = isFit ? [] : [buildCall(queue, "MessageQueue", "setTerms", [lane, terms])];
  return sealAfter(queue, "MessageQueue", calls);
}

type Sealed = BaseContract & { isSealed(): Promise<boolean> };

/** The calls and the seal; nothing when it is sealed, and then nothing may be missing. */
async function sealAfter(contract: Sealed, name: string, calls: Call[]): Promise<Call[]> {
  if (!(await contract.isSealed())) return [...calls, buildCall(contract, name, "seal", [])];
  const [missing] = calls;
  if (missing === undefined) return [];
  throw new ProtocolError("ROLLUP_DEPLOYMENT_DIFFERS", {
    what: name,
    actual: "sealed",
    expected: `${missing.label} before: ${missing.data as Hex}`,
  });
}
