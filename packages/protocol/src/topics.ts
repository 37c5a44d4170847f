/** What has to be proven to enter each of the five stages, in the order of the checkpoint. */
export const topics = {
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

/** Name of a stage that is entered through a checkpoint. */
export type GatedStageName = keyof typeof topics;

/** Name of a topic. */
export type TopicName = (typeof topics)[GatedStageName][number];
