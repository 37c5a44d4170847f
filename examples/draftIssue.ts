import type { AssetInputs } from "@muniment/protocol";
import type { DocumentDraft } from "./DocumentDraft.js";
import { wording } from "./wording.js";

/** Names of the documents of an issue. */
type IssueDocument =
  | "offering-circular"
  | "funds-statement"
  | "reserve-report"
  | "reserve-report-trading"
  | "nav-statement"
  | "kyc-review"
  | "admission-agreement";

/** Documents that support the issuance and the trading of an asset, by file name. */
export function draftIssue(inputs: AssetInputs): Readonly<Record<IssueDocument, DocumentDraft>> {
  const { asset, terms, offer, trading, allocations } = inputs;
  const isin = `ISIN ${terms.isin}`;
  const units = (base: bigint) => wording.units(base, terms.decimals);
  const allotted = allocations.reduce((sum, allocation) => sum + allocation.units, 0n);
  const minor = (allotted * offer.pricePerUnit.minor) / 10n ** BigInt(terms.decimals);
  const proceeds = wording.money({ ...offer.pricePerUnit, minor });
  const reserve = (date: string, amount: string): DocumentDraft => ({
    title: "Reserve report",
    author: "Whampoa Assurance, Certified Public Accountants",
    date,
    paragraphs: [
      `We examined the accounts and assets that stand behind the units under ${isin}. On the date of this report the reserve amounts to ${amount}.`,
      "The figure is the sum of the bank balance of the trustee's account, confirmed by the bank, and of the assets at their last appraisal less the agreed deduction. Nothing in it is pledged elsewhere.",
    ],
  });
  return {
    "offering-circular": {
      title: "Offering circular",
      author: "Causeway Trustees Limited",
      date: "2026-11-13",
      paragraphs: [
        `${asset.issuer.name} offers units under ${isin} to professional investors. The offer has a soft cap of ${units(offer.softCap)} units and a hard cap of ${units(offer.hardCap)} units, at a price of ${wording.money(offer.pricePerUnit)} a unit.`,
        `The least subscription is a minimum of ${units(offer.minimumSubscription)} units. Subscriptions are paid into escrow; if the offer ends below its soft cap, every subscriber takes the money back.`,
        "An investment in the units can be lost in whole. Nobody should subscribe who has not read the term sheet, the appraisal and the legal opinion.",
      ],
    },
    "funds-statement": {
      title: "Statement of funds received",
      author: "Whampoa Assurance, Certified Public Accountants",
      date: "2026-11-17",
      paragraphs: [
        `For the issue under ${isin} we compared the subscriptions with the escrow account. All of them were paid in full, and the investors were allotted ${units(allotted)} units.`,
        `The proceeds amount to ${proceeds}. They came from accounts in the names of the subscribers.`,
      ],
    },
    "reserve-report": reserve("2026-11-17", wording.money(offer.reserve)),
    "reserve-report-trading": reserve("2026-11-19", wording.money(trading.reserve)),
    ...tradingDrafts(inputs),
  };
}

function tradingDrafts({
  terms,
  trading,
  investors,
}: AssetInputs): Readonly<Record<"nav-statement" | "kyc-review" | "admission-agreement", DocumentDraft>> {
  const isin = `ISIN ${terms.isin}`;
  return {
    "nav-statement": {
      title: "Net asset value statement",
      author: "Eastbridge Valuers Limited",
      date: "2026-11-19",
      paragraphs: [
        `For the units under ${isin} we computed a net asset value of ${wording.money(trading.navPerUnit)} a unit.`,
        "It follows from the appraisal, carried forward by the income and the costs since, and from the bank balance. The next statement is due in a month.",
      ],
    },
    "kyc-review": {
      title: "Review of the investor register",
      author: "Clearwater Entity Services Limited",
      date: "2026-11-19",
      paragraphs: [
        `The register of the issue under ${isin} has ${wording.count(investors.length)} registered investors. The identity of each is verified, and each is screened every night.`,
        "Where an investor may not hold units under the selling restrictions, the register says so and the token refuses the transfer.",
      ],
    },
    "admission-agreement": {
      title: "Admission agreement",
      author: "Muniment Exchange Operations Limited",
      date: "2026-11-20",
      paragraphs: [
        `The units under ${isin} are admitted to trading on the venue with MIC ${trading.venue}. Settlement is delivery versus payment in one transaction.`,
        "The venue can halt trading on the grounds named in its rules and tells the regulator at once. On the date of this agreement the market is open and no halt is in force.",
      ],
    },
  };
}
