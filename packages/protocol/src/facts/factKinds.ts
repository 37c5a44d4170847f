/**
 * Facts of an asset that a document can state, and the kind of value each has. The names are those of the attested
 * fields and of the schemas on chain. Source: spec/evidence.md, EVID-9.
 */
export const factKinds = {
  issuerName: "text",
  issuerLei: "lei",
  jurisdiction: "country",
  serialCount: "count",
  serialRoot: "hash",
  attestedValue: "money",
  isin: "isin",
  cfi: "cfi",
  units: "count",
  unitValue: "money",
  haircut: "rate",
  rate: "rate",
  maturityDate: "date",
  tokenName: "text",
  tokenSymbol: "text",
  metadataHash: "hash",
  softCap: "count",
  hardCap: "count",
  price: "money",
  allocatedUnits: "count",
  proceeds: "money",
  reserve: "money",
  nav: "money",
  venue: "mic",
  investorCount: "count",
  investorName: "text",
  investorLei: "lei",
  investorCountry: "country",
} as const;

/** Name of a fact. */
export type FactName = keyof typeof factKinds;

/** Kind of value a fact has. */
export type FactKind = (typeof factKinds)[FactName];
