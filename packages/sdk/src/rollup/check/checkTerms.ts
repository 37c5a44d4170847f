import { finalityClasses, type FinalityClassName } from "@muniment/protocol";

import { evidenceBits, evidenceNames } from "../evidenceNames.js";
import { evidenceOf } from "../evidenceOf.js";
import type { CheckedRollup } from "./CheckedRollup.js";
import { compare, least, type RollupCheck } from "./RollupCheck.js";

const { ATTESTED, PROVEN } = evidenceBits;
const DAY = 86_400n;

/** The kind of chain, and terms with which a lane can be run, in production safely. */
export async function checkTerms({ contracts, manifest }: CheckedRollup): Promise<RollupCheck[]> {
  const {
    FinalityPolicy: policy,
    AttesterRegistry: registry,
    MessageQueue: queue,
    Rollup: rollup,
  } = contracts;
  const { lane, isProduction } = manifest;
  const rule = await policy.laneRule(lane);
  const escapeDelay = await policy.escapeDelay();
  const isProven = (Number(rule.evidence) & PROVEN) !== 0;
  const rows = [
    compare("FinalityPolicy.isProduction", isProduction, await policy.isProduction()),
    compare("AttesterRegistry.isProduction", isProduction, await registry.isProduction()),
    compare("FinalityPolicy.verifierOf", registry.target, await policy.verifierOf(lane, ATTESTED)),
    least("FinalityPolicy.laneRule evidence", 1n, rule.evidence),
    least("MessageQueue.termsOf deadline", 1n, (await queue.termsOf(lane)).deadline),
    least("SequencerBond.leaveDelay", escapeDelay, await contracts.SequencerBond.leaveDelay(), true),
    least("AttesterRegistry.quorum", isProduction ? 2n : 1n, await registry.quorum()),
    least("L1EthGateway.termsOf ETH", 1n, (await contracts.L1EthGateway.termsOf(NO_TOKEN)).most),
  ];
  for (const [name, { lane: of, evidence }] of Object.entries(manifest.classes ?? {})) {
    const held = await policy.classRule(finalityClasses[name as FinalityClassName]);
    const actual = `lane ${held.lane.toString()}: ${evidenceNames(held.evidence).join(", ")}`;
    const expected = `lane ${of.toString()}: ${evidenceNames(BigInt(evidenceOf(evidence))).join(", ")}`;
    rows.push(compare(`FinalityPolicy.classRule ${name}`, expected, actual));
  }
  if (!isProduction) return rows;
  return [
    ...rows,
    least("FinalityPolicy.escapeDelay", 23n * DAY, escapeDelay),
    least("FinalityPolicy.laneRule window", isProven ? 0n : 7n * DAY, rule.window),
    least("Rollup.termsOf bond", 1n, (await rollup.termsOf(lane)).bondGwei),
  ];
}

/** ETH is the asset at the zero address. */
const NO_TOKEN = "0x0000000000000000000000000000000000000000";
