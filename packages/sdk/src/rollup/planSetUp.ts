import { finalityClasses } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupHandles } from "./connectRollup.js";
import { evidenceBits } from "./evidenceNames.js";
import { evidenceOf } from "./evidenceOf.js";
import type { RollupParameters } from "./rollupParametersSchema.js";
import { sealAfter } from "./sealAfter.js";
import type { SettlementHandles } from "./settlement/connectSettlement.js";
import { planSettlement, type SettlementAsset } from "./settlement/planSettlement.js";

const { ATTESTED, PROVEN } = evidenceBits;

/** Parameters of {@link planSetUp}. */
export interface PlanSetUpParameters {
  readonly contracts: RollupHandles;
  readonly parameters: RollupParameters;
  /** L1 block from which on there are events. */
  readonly fromBlock: number;
  /** Contracts and assets of the settlement lane, where the parameters have one. */
  readonly settlement?: {
    readonly contracts: SettlementHandles;
    readonly assets: readonly SettlementAsset[];
  };
}

/**
 * What the deployer still has to call before the lanes can be opened (spec/deployment.md, DEPLOY-8, DEPLOY-17): it follows
 * from what L1 holds, so that a deployment which broke off goes on where it stands.
 * @throws ROLLUP_DEPLOYMENT_DIFFERS when something that is sealed is not as the parameters say
 */
export async function planSetUp(plan: PlanSetUpParameters): Promise<Call[]> {
  const { settlement, contracts } = plan;
  return [
    // What is guarded is linked by then.
    ...(await sealAfter(contracts.L1Messenger, "L1Messenger", [])),
    ...(await planRegistry(plan)),
    // Before the policy: in production it takes no verifier whose registry or gateway is open.
    ...(settlement === undefined ? [] : await planSettlement(settlement.contracts, settlement.assets)),
    ...(await planPolicy(plan)),
    ...(await planQueue(plan)),
  ];
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

/** What FINAL takes on a lane, and who gives the evidence. */
interface LanePlan {
  readonly lane: number;
  readonly kind: typeof ATTESTED | typeof PROVEN;
  readonly verifier: unknown;
  readonly game: unknown;
  readonly rule: { readonly evidence: number; readonly window: number };
  /** Evidence of classes, by their numbers. */
  readonly classes: readonly (readonly [number, number])[];
}

async function planPolicy(plan: PlanSetUpParameters): Promise<Call[]> {
  const calls: Call[] = [];
  for (const lane of lanesOf(plan)) calls.push(...(await planLane(plan, lane)));
  return sealAfter(plan.contracts.FinalityPolicy, "FinalityPolicy", calls);
}

function lanesOf({ contracts, parameters, settlement }: PlanSetUpParameters): LanePlan[] {
  const { finality } = parameters;
  const evm: LanePlan = {
    lane: parameters.lane,
    kind: ATTESTED,
    verifier: contracts.AttesterRegistry.target,
    game: contracts.DisputeGame.target,
    rule: { evidence: evidenceOf(finality.lane), window: finality.window },
    classes: [
      [finalityClasses.bulk, evidenceOf(finality.classes.bulk)],
      [finalityClasses.standard, evidenceOf(finality.classes.standard)],
    ],
  };
  if (parameters.settlement === undefined || settlement === undefined) return [evm];
  return [
    evm,
    {
      lane: parameters.settlement.lane,
      kind: PROVEN,
      verifier: settlement.contracts.SettlementVerifier.target,
      game: settlement.contracts.SettlementPortal.target,
      rule: { evidence: PROVEN, window: 0 },
      classes: [[finalityClasses["high-value"], PROVEN]],
    },
  ];
}

async function planLane(
  { contracts: { FinalityPolicy: policy } }: PlanSetUpParameters,
  { lane, kind, verifier, game, rule, classes }: LanePlan,
): Promise<Call[]> {
  const calls: Call[] = [];
  const call = (method: string, args: readonly unknown[]): void => {
    calls.push(buildCall(policy, "FinalityPolicy", method, args));
  };
  if ((await policy.verifierOf(lane, kind)) !== verifier) call("setVerifier", [lane, kind, verifier]);
  if ((await policy.gameOf(lane)) !== game) call("setGame", [lane, game]);
  const found = await policy.laneRule(lane);
  if (Number(found.evidence) !== rule.evidence || Number(found.window) !== rule.window) {
    call("setLaneRule", [lane, rule]);
  }
  for (const [finalityClass, evidence] of classes) {
    const held = await policy.classRule(finalityClass);
    if (Number(held.lane) === lane && Number(held.evidence) === evidence) continue;
    call("setClassRule", [finalityClass, { lane, evidence }]);
  }
  return calls;
}

async function planQueue({ contracts, parameters }: PlanSetUpParameters): Promise<Call[]> {
  const { MessageQueue: queue } = contracts;
  const { settlement } = parameters;
  const calls: Call[] = [];
  for (const { lane, queue: wanted } of [parameters, ...(settlement === undefined ? [] : [settlement])]) {
    const terms = { gasPrice: BigInt(wanted.gasPrice), deadline: wanted.deadline, gasLimit: wanted.gasLimit };
    const held = await queue.termsOf(lane);
    const isFit =
      held.gasPrice === terms.gasPrice &&
      Number(held.deadline) === terms.deadline &&
      Number(held.gasLimit) === terms.gasLimit;
    if (!isFit) calls.push(buildCall(queue, "MessageQueue", "setTerms", [lane, terms]));
  }
  return sealAfter(queue, "MessageQueue", calls);
}
