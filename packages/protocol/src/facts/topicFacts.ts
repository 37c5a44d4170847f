import type { TopicName } from "../topics.js";
import type { FactName } from "./factKinds.js";

/** Facts a document of each topic must state: the fields of the topic's schema. Source: spec/evidence.md, EVID-9. */
export const topicFacts: Readonly<Record<TopicName, readonly FactName[]>> = {
  LEGAL_ENTITY: ["issuerName", "issuerLei", "jurisdiction"],
  ASSET_EXISTENCE: ["issuerLei", "serialCount", "serialRoot"],
  OWNERSHIP_TITLE: ["issuerName", "issuerLei", "serialCount", "serialRoot"],
  VALUATION: ["issuerLei", "serialCount", "attestedValue"],
  NO_DOUBLE_PLEDGE: ["issuerLei", "serialCount", "serialRoot"],
  SANCTIONS_CLEAR: ["issuerName", "issuerLei", "jurisdiction"],
  LEGAL_OPINION: ["issuerName", "issuerLei", "jurisdiction", "isin"],
  STRUCTURE_APPROVED: ["issuerLei", "isin", "units", "unitValue", "haircut", "rate", "maturityDate"],
  REG_CLASSIFICATION: ["isin", "cfi", "jurisdiction"],
  RISK_RATING: ["issuerLei", "isin", "rate", "maturityDate"],
  CODE_AUDIT: ["tokenName", "tokenSymbol"],
  METADATA_MATCH: ["isin", "tokenName", "tokenSymbol", "metadataHash"],
  TRANSFER_AGENT_APPOINTED: ["issuerLei", "isin", "tokenSymbol"],
  CUSTODY_CONTROL: ["issuerLei", "serialCount", "serialRoot"],
  OFFER_APPROVED: ["isin", "softCap", "hardCap", "price"],
  INVESTOR_ELIGIBLE: ["investorName", "investorLei", "investorCountry"],
  FUNDS_RECEIVED: ["isin", "allocatedUnits", "proceeds"],
  RESERVE: ["isin", "reserve"],
  NAV: ["isin", "nav"],
  KYC_LIVE: ["isin", "investorCount"],
  MARKET_STATUS: ["isin", "venue"],
};
