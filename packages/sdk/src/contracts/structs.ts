/** Records and terms as the contracts take them. */
export type { RegistrationRecordStruct } from "../../../../typechain-types/contracts/assets/lifecycle/Registration.js";
export type { StructureTermsStruct } from "../../../../typechain-types/contracts/assets/lifecycle/Structuring.js";
export type { TokenizationRecordStruct } from "../../../../typechain-types/contracts/assets/lifecycle/Tokenization.js";
export type { OfferTermsStruct } from "../../../../typechain-types/contracts/assets/lifecycle/Issuance.js";
export type { TradingTermsStruct } from "../../../../typechain-types/contracts/assets/lifecycle/Trading.js";
import type {
  IDvpSettlement,
  ISettlementIntents,
} from "../../../../typechain-types/contracts/assets/settlement/DvpSettlement.js";

/** Terms of a two-leg settlement. */
export type DvpTermsStruct = IDvpSettlement.DvpTermsStruct;
/** One party's signed consent. */
export type SignedIntentStruct = ISettlementIntents.SignedIntentStruct;
