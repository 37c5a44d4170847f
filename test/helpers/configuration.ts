import type { Configuration } from "@muniment/sdk";

const ENTRY = {
  Registered: [
    "LEGAL_ENTITY",
    "ASSET_EXISTENCE",
    "OWNERSHIP_TITLE",
    "VALUATION",
    "NO_DOUBLE_PLEDGE",
    "SANCTIONS_CLEAR",
  ],
  Structured: ["LEGAL_OPINION", "STRUCTURE_APPROVED", "REG_CLASSIFICATION", "RISK_RATING"],
  Tokenized: ["CODE_AUDIT", "METADATA_MATCH", "TRANSFER_AGENT_APPOINTED", "CUSTODY_CONTROL"],
  Issued: ["OFFER_APPROVED", "INVESTOR_ELIGIBLE", "FUNDS_RECEIVED", "RESERVE"],
  Trading: ["NAV", "RESERVE", "KYC_LIVE", "MARKET_STATUS"],
} as const;

const SCOPES: Readonly<Record<string, "opening" | "holder">> = {
  OFFER_APPROVED: "opening",
  INVESTOR_ELIGIBLE: "holder",
};

/** Topics that need two of three attesters in tests, so that quorums are exercised everywhere. */
export const QUORUM_TOPICS = ["VALUATION", "LEGAL_OPINION", "CODE_AUDIT", "FUNDS_RECEIVED", "NAV"] as const;

/** Topics whose attestations go stale after 90 days in tests. */
export const AGED_TOPICS = [
  "SANCTIONS_CLEAR",
  "RISK_RATING",
  "CUSTODY_CONTROL",
  "RESERVE",
  "MARKET_STATUS",
] as const;

const requirement = (
  stage: string,
  topic: string,
): Configuration["classes"][string]["Registered"][number] => ({
  topic,
  quorum: (QUORUM_TOPICS as readonly string[]).includes(topic) ? 2 : 1,
  maxAgeDays: (AGED_TOPICS as readonly string[]).includes(topic) ? 90 : 0,
  scope: stage === "Issued" ? (SCOPES[topic] ?? "entry") : "entry",
});

const stages = Object.fromEntries(
  Object.entries(ENTRY).map(([stage, topics]) => [stage, topics.map((topic) => requirement(stage, topic))]),
) as Configuration["classes"][string];

const topics = [...new Set(Object.values(ENTRY).flat())];

/** Configuration of the test world: every role held by the account of its name, three attesters for every topic. */
export const testConfiguration: Configuration = {
  accounts: {},
  delays: { POLICY: 172_800, EVIDENCE_ADMIN: 172_800 },
  roles: {
    ADMIN: ["admin"],
    ORIGINATOR: ["issuer", "otherIssuer"],
    REGISTRAR: ["registrar"],
    STRUCTURE_APPROVER: ["structureApprover"],
    TRANSFER_AGENT: ["transferAgent"],
    DISTRIBUTOR: ["distributor"],
    VENUE: ["venue"],
    APPROVER: ["registrar", "regulator"],
    REGULATOR: ["regulator"],
    GUARDIAN: ["guardian"],
    TRUSTEE: ["trustee"],
    PAYING_AGENT: ["payingAgent"],
    ENFORCEMENT: ["regulator"],
    POLICY: ["policy"],
    EVIDENCE_ADMIN: ["policy"],
  },
  attesters: Object.fromEntries(
    topics.map((topic) => [topic, ["attester1", "attester2", "attester3", "arranger"]]),
  ),
  schemas: Object.fromEntries(topics.map((topic) => [topic, "string reference,string reserve"])),
  identity: {
    topics: ["KYC"],
    binders: ["tokenizationAgent"],
    issuers: [{ account: "claimIssuer", topics: ["KYC"] }],
  },
  finality: ["bulk", "standard"],
  classes: { TEST_BOND: stages, TEST_NOTE: stages },
};

/** Topics per stage, in the order of the checkpoint. */
export const STAGE_TOPICS = ENTRY;
