import { finalityClasses, ProtocolError, type FinalityClassName, type Hex } from "@muniment/protocol";

import { RwaToken__factory } from "../../../../typechain-types/index.js";
import { knownNames } from "../calls/knownNames.js";
import type { Contracts } from "../contracts/connectContracts.js";
import { stageName } from "./stageName.js";

const OFFER_STATES = ["None", "Open", "Refunding", "Closed"] as const;
const FAULTS = ["proven", "missing", "expired", "revoked", "stale", "attester distrusted"] as const;
const GATED_STAGES = [1, 2, 3, 4, 5] as const;
const HOLDER_SCOPE = 2n;
const STRUCTURING = 2;

/** How one requirement of a stage stands. */
export interface RequirementStatus {
  readonly stage: string;
  readonly topic: string;
  readonly needed: bigint;
  readonly counted: bigint;
  readonly state: (typeof FAULTS)[number];
}

/** Where an asset stands. */
export interface AssetStatus {
  readonly asset: Hex;
  readonly stage: string;
  readonly issuer: string;
  readonly checkpoints: bigint;
  readonly head: string;
  readonly token: string;
  /** Base units. */
  readonly supply: bigint;
  readonly offer: (typeof OFFER_STATES)[number];
  /** Base units subscribed and delivered. */
  readonly subscribed: bigint;
  readonly delivered: bigint;
  readonly periodsPaid: bigint;
  readonly isCurrent: boolean;
  readonly requirements: readonly RequirementStatus[];
  /** Class that its structuring has chosen; undefined until then. */
  readonly finalityClass: FinalityClassName | undefined;
}

async function requirementsOf(contracts: Contracts, asset: Hex): Promise<RequirementStatus[]> {
  const { AttestationRegistry, CheckpointPolicy, Lifecycle } = contracts;
  const { assetClass, issuer } = await Lifecycle.stateOf(asset);
  const rows: RequirementStatus[] = [];
  for (const stage of GATED_STAGES) {
    const submission = await Lifecycle.submissionOf(asset, stage);
    if (BigInt(submission.hash) === 0n) continue;
    const approved = submission.policyVersion;
    const version = approved === 0n ? await CheckpointPolicy.versionOf(assetClass, stage) : approved;
    for (const { topic, quorum, maxAge, scope } of await CheckpointPolicy.requirementsOf(
      assetClass,
      stage,
      version,
    )) {
      if (scope === HOLDER_SCOPE) continue;
      const finding = await AttestationRegistry.evaluate({
        asset,
        stage,
        submission: submission.hash,
        topic,
        subject: issuer,
        excluded: submission.proposer,
        quorum,
        maxAge,
      });
      rows.push({
        stage: stageName(stage),
        topic: knownNames().get(topic) ?? topic,
        needed: finding.needed,
        counted: finding.counted,
        state: FAULTS[Number(finding.fault)] ?? "missing",
      });
    }
  }
  return rows;
}

/**
 * Where an asset stands, and how each requirement of the stages submitted so far is proven.
 * @throws ASSET_UNKNOWN
 */
export async function getStatus(contracts: Contracts, asset: Hex): Promise<AssetStatus> {
  const state = await contracts.Lifecycle.stateOf(asset);
  if (BigInt(state.issuer) === 0n) throw new ProtocolError("ASSET_UNKNOWN", { asset });
  const { offer } = await contracts.Issuance.offerOf(asset);
  const runner = contracts.Lifecycle.runner;
  const hasToken = BigInt(state.token) !== 0n;
  return {
    asset,
    stage: stageName(Number(state.stage)),
    issuer: state.issuer,
    checkpoints: state.checkpoints,
    head: state.head,
    token: state.token,
    supply: hasToken ? await RwaToken__factory.connect(state.token, runner).totalSupply() : 0n,
    offer: OFFER_STATES[Number(offer.state)] ?? "None",
    subscribed: offer.subscribed,
    delivered: offer.delivered,
    periodsPaid: await contracts.Servicing.periodsPaid(asset),
    isCurrent: await contracts.Lifecycle.isCurrent(asset),
    requirements: await requirementsOf(contracts, asset),
    finalityClass: await classOf(contracts, asset),
  };
}

async function classOf(
  { Lifecycle, Structuring }: Contracts,
  asset: Hex,
): Promise<AssetStatus["finalityClass"]> {
  const submission = await Lifecycle.submissionOf(asset, STRUCTURING);
  if (BigInt(submission.hash) === 0n) return undefined;
  const { finality } = await Structuring.termsOf(asset);
  return (Object.keys(finalityClasses) as FinalityClassName[]).find(
    (name) => BigInt(finalityClasses[name]) === finality,
  );
}
