import type { InvestorInput } from "@muniment/protocol";
import type { DocumentDraft } from "./DocumentDraft.js";
import { wording } from "./wording.js";

/** The eligibility certificate of one investor. */
export function draftInvestor(investor: InvestorInput): DocumentDraft {
  return {
    title: "Investor eligibility certificate",
    author: "Clearwater Entity Services Limited",
    date: "2026-11-16",
    paragraphs: [
      `We identified the investor, ${investor.name} (LEI ${investor.lei}), which is resident in ${wording.country(investor.country)}.`,
      `On the documents shown to us it is a ${investor.category} investor. Its source of funds is known, and it appears on no sanctions list.`,
      "This certificate says nothing about the rules of a particular issue: whether the investor may hold units there is for the issue's own restrictions.",
    ],
  };
}
