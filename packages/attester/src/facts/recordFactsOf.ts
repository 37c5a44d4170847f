import { formatAmount, formatDay } from "@muniment/protocol";
import type { AssetInputs, GatedStageName, InvestorInput, Money } from "@muniment/protocol";
import { canonicalCount } from "./canonicalCount.js";
import type { RecordFact, RecordFacts } from "./RecordFact.js";

const text = (value: string): RecordFact => ({ value });
const money = ({ millionths, currency }: Money): RecordFact => ({ value: String(millionths), currency });

/**
 * The facts of an asset record, in the form documents' facts are compared and attested in.
 * @param stage Stage the evidence is for: the reserve is the offer's up to issuance and the trading file's after it.
 * @param investor The holder, for evidence about one investor.
 */
export function recordFactsOf(
  inputs: AssetInputs,
  stage: GatedStageName,
  investor?: InvestorInput,
): RecordFacts {
  const { asset, serials, terms, token, offer, trading, allocations, investors } = inputs;
  const units = (base: bigint) => text(canonicalCount(formatAmount(base, terms.decimals)));
  const allotted = allocations.reduce((sum, allocation) => sum + allocation.units, 0n);
  const scale = 10n ** BigInt(terms.decimals);
  return {
    issuerName: text(asset.issuer.name),
    issuerLei: text(asset.issuer.lei),
    jurisdiction: text(asset.issuer.jurisdiction.alpha2),
    serialCount: text(String(serials.count)),
    serialRoot: text(serials.root),
    attestedValue: money(asset.attestedValue),
    isin: text(terms.isin),
    cfi: text(terms.cfi),
    units: units(terms.units),
    unitValue: money(terms.unitValue),
    haircut: text(String(terms.haircutBps * 100n)),
    rate: text(String("bond" in terms ? terms.bond.couponRatePpm : terms.revenue.shareBps * 100n)),
    maturityDate: text(formatDay(terms.maturity)),
    tokenName: text(token.name),
    tokenSymbol: text(token.symbol),
    metadataHash: text(token.hash),
    softCap: units(offer.softCap),
    hardCap: units(offer.hardCap),
    price: money(offer.pricePerUnit),
    allocatedUnits: units(allotted),
    proceeds: {
      value: String((allotted * offer.pricePerUnit.millionths) / scale),
      currency: offer.cashCurrency,
    },
    reserve: money(stage === "Trading" ? trading.reserve : offer.reserve),
    nav: money(trading.navPerUnit),
    venue: text(trading.venue),
    investorCount: text(String(investors.length)),
    ...(investor !== undefined && {
      investorName: text(investor.name),
      investorLei: text(investor.lei),
      investorCountry: text(investor.country.alpha2),
    }),
  };
}
