import type { ContractName } from "../contracts/contractNames.js";
import type { RoleName } from "./roles.js";

/** One restricted function and the only role that may call it. */
export interface Grant {
  readonly contract: ContractName;
  readonly method: string;
  readonly role: RoleName;
}

const of = (role: RoleName, contract: ContractName, methods: readonly string[]): Grant[] =>
  methods.map((method) => ({ contract, method, role }));

/** Every restricted function of the deployment; what is not listed is the administrator's. */
export const GRANTS: readonly Grant[] = [
  ...of("ORIGINATOR", "Registration", ["submit"]),
  ...of("REGISTRAR", "Registration", ["approve"]),
  ...of("STRUCTURE_APPROVER", "Structuring", ["approve"]),
  ...of("TRANSFER_AGENT", "Tokenization", ["approve"]),
  ...of("TRANSFER_AGENT", "Trading", ["recover"]),
  ...of("DISTRIBUTOR", "Issuance", ["openOffer", "close"]),
  ...of("VENUE", "Trading", ["approve"]),
  ...of("APPROVER", "Lifecycle", ["requestChanges", "reject", "rollback"]),
  ...of("APPROVER", "Issuance", ["cancelOffer"]),
  ...of("REGULATOR", "Trading", ["suspend", "resume"]),
  ...of("GUARDIAN", "Trading", ["suspendUrgently"]),
  ...of("TRUSTEE", "Trading", ["declareDefault", "cure"]),
  ...of("TRUSTEE", "Redemption", ["declareRecovery"]),
  ...of("PAYING_AGENT", "Servicing", ["payCoupon", "payRevenueShare"]),
  ...of("PAYING_AGENT", "Redemption", ["redeemFor", "returnSurplus"]),
  ...of("ENFORCEMENT", "Trading", ["forceTransfer"]),
  ...of("POLICY", "CheckpointPolicy", ["setCheckpoint"]),
  ...of("POLICY", "FinalityTable", ["setEnabled"]),
  ...of("EVIDENCE_ADMIN", "SchemaRegistry", ["register", "deprecate"]),
  ...of("EVIDENCE_ADMIN", "AttestationRegistry", [
    "trustAttester",
    "distrustAttester",
    "setTopicQuorum",
    "setVerificationEpoch",
    "revokeByAuthority",
  ]),
  ...of("STAGE_CONTRACT", "Lifecycle", [
    "open",
    "propose",
    "approve",
    "move",
    "restore",
    "linkToken",
    "holdForOffer",
  ]),
  ...of("STAGE_CONTRACT", "PledgeRegistry", ["claimDocuments", "claimSerials"]),
  ...of("STAGE_CONTRACT", "Reserve", ["set"]),
  ...of("STAGE_CONTRACT", "Distribution", ["declare"]),
];

/** Contracts of the deployment that hold STAGE_CONTRACT. */
export const STAGE_CONTRACTS: readonly ContractName[] = [
  "Registration",
  "Structuring",
  "Tokenization",
  "Issuance",
  "Trading",
  "Servicing",
  "Redemption",
];
