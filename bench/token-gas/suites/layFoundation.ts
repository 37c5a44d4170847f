import { ZeroAddress } from "ethers";
import { send } from "../../chain/send.js";
import { deployInitialized } from "./deployInitialized.js";
import type { Evidence } from "./Evidence.js";
import type { Foundation } from "./Foundation.js";
import type { Kit } from "./Kit.js";

/** Deploys registries that require the first so many topics of some evidence. */
export async function layFoundation(kit: Kit, evidence: Evidence, topicCount: number): Promise<Foundation> {
  const { owner } = kit.people;
  const topics = await deployInitialized(kit, "ClaimTopicsRegistry");
  const issuers = await deployInitialized(kit, "TrustedIssuersRegistry");
  const storage = await deployInitialized(kit, "IdentityRegistryStorage");
  const trusted = new Map<string, bigint[]>();
  for (const [index, topic] of evidence.topics.slice(0, topicCount).entries()) {
    await send(topics, owner, "addClaimTopic", [topic]);
    const issuer = evidence.issuers[index] ?? ZeroAddress;
    trusted.set(issuer, [...(trusted.get(issuer) ?? []), topic]);
  }
  for (const [issuer, itsTopics] of trusted)
    await send(issuers, owner, "addTrustedIssuer", [issuer, itsTopics]);
  return { topics, issuers, storage };
}
