import type { TokenRoleName } from "./tokenRoles.js";

/** Contracts of a token suite that have functions for roles. */
export type TokenPart = "token" | "registry" | "compliance" | "desk";

/** One function of an agent or owner, and the only role that may have the manager call it. */
export interface TokenGrant {
  readonly part: TokenPart;
  readonly method: string;
  readonly role: TokenRoleName;
}

const of = (role: TokenRoleName, part: TokenPart, methods: readonly string[]): TokenGrant[] =>
  methods.map((method) => ({ part, method, role }));

/** What each role may do; what is not listed is the administrator's. The desk is an `IForcedActions`. */
export const TOKEN_GRANTS: readonly TokenGrant[] = [
  ...of("issuer", "token", ["mint", "batchMint"]),
  ...of("transferAgent", "token", ["burn", "batchBurn", "scheduleRecordDate"]),
  ...of("transferAgent", "desk", ["burn"]),
  ...of("freezer", "token", [
    "setAddressFrozen",
    "batchSetAddressFrozen",
    "freezePartialTokens",
    "batchFreezePartialTokens",
    "unfreezePartialTokens",
    "batchUnfreezePartialTokens",
    "setFrozenTokens",
  ]),
  ...of("freezer", "desk", [
    "freezeWallet",
    "unfreezeWallet",
    "freezeUnits",
    "unfreezeUnits",
    "setFrozenUnits",
  ]),
  ...of("forcedTransfer", "token", ["forcedTransfer", "batchForcedTransfer"]),
  ...of("forcedTransfer", "desk", ["forcedTransfer"]),
  ...of("recovery", "token", ["recoveryAddress"]),
  ...of("recovery", "desk", ["recover"]),
  ...of("pauser", "token", ["pause", "unpause"]),
  ...of("pauser", "desk", ["pause", "unpause"]),
  ...of("complianceOfficer", "token", [
    "setCompliance",
    "setIdentityRegistry",
    "setVerificationCache",
    "setAgentRestrictions",
    "setRecordDatesDisabled",
    "setSpenderCheck",
    "setAllowanceForAll",
  ]),
  ...of("complianceOfficer", "compliance", [
    "addModule",
    "removeModule",
    "addAndSetModule",
    "callModuleFunction",
  ]),
  ...of("identityRegistrar", "registry", [
    "registerIdentity",
    "batchRegisterIdentity",
    "updateIdentity",
    "updateCountry",
    "deleteIdentity",
  ]),
  ...of("documentKeeper", "token", ["setDocument", "removeDocument"]),
];
