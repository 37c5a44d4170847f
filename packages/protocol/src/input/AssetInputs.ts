import type { SerialTree } from "../serials/SerialTree.js";
import type { AllocationInput } from "./parseAllocations.js";
import type { AssetInput } from "./parseAsset.js";
import type { EvidenceInput } from "./parseEvidence.js";
import type { InvestorInput } from "./parseInvestors.js";
import type { OfferInput } from "./parseOffer.js";
import type { TermsInput } from "./parseTerms.js";
import type { TokenInput } from "./parseToken.js";
import type { TradingInput } from "./parseTrading.js";

/** Everything the input files of one asset say. */
export interface AssetInputs {
  readonly asset: AssetInput;
  readonly serials: SerialTree;
  readonly terms: TermsInput;
  readonly token: TokenInput;
  readonly offer: OfferInput;
  readonly trading: TradingInput;
  readonly investors: readonly InvestorInput[];
  readonly allocations: readonly AllocationInput[];
  readonly evidence: EvidenceInput;
}
