import type { Hex } from "@muniment/protocol";

import type { AuditValue } from "./AuditLine.js";
import type { CollectedEvent } from "./collectEvents.js";

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
    if (event === "AttestationRecorded" || event === "DistributionDeclared")
      wanted.add(String(args["id"]).toLowerCase());
    if (event === "OfferSubmitted") wanted.add(String(args["offer"]).toLowerCase());
  };
  // A suite is deployed before the submission that names it, so belonging is learnt in a first pass.
  for (const event of events) {
    if (mentions(event.args, wanted)) learn(event);
  }
  const suites = events.filter(
    ({ event, args }) => event === "SuiteDeployed" && wanted.has(String(args["token"]).toLowerCase()),
  );
  const addresses = new Set(
    suites.flatMap(({ args }) =>
      [args["token"], args["identityRegistry"], args["compliance"]].map((a) => String(a).toLowerCase()),
    ),
  );
  return events.filter(
    (event) => addresses.has(event.log.address.toLowerCase()) || mentions(event.args, wanted),
  );
}
