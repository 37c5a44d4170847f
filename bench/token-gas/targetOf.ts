import type { Case } from "./Case.js";
import { rules } from "./rules.js";

/** Where a holder's evidence comes from in a variant, and whether the registry keeps what it verified. */
export interface Kind {
  readonly evidence: "attested" | "onchainid";
  readonly cached: boolean;
}

const ONE_TOPIC = 100_000;
const ONE_TOPIC_ALL_RULES = 240_000;
const BATCH_EACH = 50_000;
const ONE_TOPIC_CACHED = 60_000;
const SHARE_OF_REFERENCE = 0.65;

/** The target that is a figure of its own, whatever the reference costs. */
function absolute(
  { evidence, cached }: Kind,
  { kind, parts, needs }: Case,
  perPart: boolean,
): number | undefined {
  if (evidence !== "attested" || kind !== "movement" || needs.topics !== 1) return undefined;
  if (parts > 1) return perPart && needs.rules === 0 ? BATCH_EACH : undefined;
  if (needs.rules === 0) return cached ? ONE_TOPIC_CACHED : ONE_TOPIC;
  return undefined;
}

/**
 * The most gas a case may take in a variant. Where no figure was set, the reference's own is the limit.
 * @param perPart Whether the figure is of one of the transfers of a batch.
 */
export function targetOf(
  kind: Kind,
  item: Case,
  { reference, perPart }: { reference: number; perPart: boolean },
): number {
  const figure = absolute(kind, item, perPart);
  if (figure !== undefined) return figure;
  const isNineRules = item.needs.rules === rules.length && item.name.startsWith("transfer, ");
  if (kind.evidence === "attested" && isNineRules) return ONE_TOPIC_ALL_RULES;
  const isShared = kind.evidence === "onchainid" && item.kind === "movement";
  return isShared ? Math.floor(reference * SHARE_OF_REFERENCE) : reference;
}
