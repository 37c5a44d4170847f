import type { Hex } from "@muniment/protocol";

import type { AuditValue } from "./AuditLine.js";
import { textOf, type CollectedEvent } from "./collectEvents.js";

function mentions(value: AuditValue, wanted: ReadonlySet<string>): boolean {
  if (typeof value === "string") return wanted.has(value.toLowerCase());
  if (typeof value === "boolean") return false;
  return Object.values(value).some((part: AuditValue) => mentions(part, wanted));
}

/**
 * The events of one asset: those that name it, its token suite, or an attestation, offer or distribution of it. What
 * belongs to the asset is learnt from the events themselves, in chain order.
 */
export function selectAsset(events: readonly CollectedEvent[], asset: Hex): CollectedEvent[] {
  const wanted = new Set<string>([asset.toLowerCase()]);
  const learn = ({ event, args }: CollectedEvent): void => {
    if (event === "TokenizationSubmitted") {
      const record = args["record"] as { token: string };
      wanted.add(record.token.toLowerCase());
    }
    if (event === "AttestationRecorded" || event === "DistributionDeclared") wanted.add(textOf(args, "id"));
    if (event === "OfferSubmitted") wanted.add(textOf(args, "offer"));
  };
  // A suite is deployed before the submission that names it, so belonging is learnt in a first pass.
  for (const event of events) {
    if (mentions(event.args, wanted)) learn(event);
  }
  const suites = events.filter(
    ({ event, args }) => event === "SuiteDeployed" && wanted.has(textOf(args, "token")),
  );
  const addresses = new Set(
    suites.flatMap(({ args }) =>
      ["token", "identityRegistry", "compliance"].map((name) => textOf(args, name)),
    ),
  );
  return events.filter(
    (event) => addresses.has(event.log.address.toLowerCase()) || mentions(event.args, wanted),
  );
}
