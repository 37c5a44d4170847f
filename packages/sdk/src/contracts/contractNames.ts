/** Contracts of one deployment, by the name they have in `contracts/`. Tokens are not among them: assets have those. */
export const CONTRACT_NAMES = [
  "AccessManager",
  "SchemaRegistry",
  "AttestationRegistry",
  "CheckpointPolicy",
  "Lifecycle",
  "PledgeRegistry",
  "Registration",
  "FinalityTable",
  "Structuring",
  "Reserve",
  "Issuance",
  "Distribution",
  "Servicing",
  "Redemption",
  "Trading",
  "AssetGate",
  "Tokenization",
  "ClaimTopicsRegistry",
  "TrustedIssuersRegistry",
  "IdentityRegistryStorage",
  "RwaTokenFactory",
  "CountryAllowModule",
  "MaxBalanceModule",
  "InitialLockupPeriodModule",
  "LifecycleGateModule",
  "TransferExplainer",
  "DvpSettlement",
  "NettedSettlement",
] as const;

/** Name of a deployed contract. */
export type ContractName = (typeof CONTRACT_NAMES)[number];
