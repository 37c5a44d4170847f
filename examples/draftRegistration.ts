import type { AssetInputs, TopicName } from "@muniment/protocol";
import type { AssetWords } from "./assetWords.js";
import type { DocumentDraft } from "./DocumentDraft.js";
import { wording } from "./wording.js";

type Drafts = Readonly<Partial<Record<TopicName, DocumentDraft>>>;

interface Phrases {
  readonly issuer: string;
  readonly things: string;
  readonly list: string;
  readonly seat: string;
}

/** Documents that support the registration of an asset and the custody of its things. */
export function draftRegistration(inputs: AssetInputs, words: AssetWords): Drafts {
  const { asset, serials } = inputs;
  const phrases = {
    issuer: wording.issuer(inputs),
    things: `${wording.count(serials.count)} ${words.things}`,
    list: `The serials of the list have the serial root ${serials.root}.`,
    seat: wording.country(asset.issuer.jurisdiction),
  };
  return { ...reports(inputs, words, phrases), ...searches(phrases) };
}

function reports({ asset }: AssetInputs, words: AssetWords, { issuer, things, list, seat }: Phrases): Drafts {
  return {
    LEGAL_ENTITY: {
      title: "Legal entity record and beneficial ownership review",
      author: "Clearwater Entity Services Limited",
      date: "2026-09-14",
      paragraphs: [
        `We reviewed the public record of ${issuer}. The company is incorporated in ${seat}, its registration is current, and it ${words.purpose}.`,
        "The two directors were identified from their passports, and every natural person behind a quarter or more of the shares is known to us. No change of control was announced or noticed in the last twelve months.",
      ],
    },
    ASSET_EXISTENCE: {
      title: "Inspection report and asset list",
      author: "Meridian Technical Surveyors",
      date: "2026-09-21",
      paragraphs: [
        `At the request of ${issuer}, we counted and inspected the assets named in the list attached to this report. We found all of the ${things} in place and in working order.`,
        words.inspection,
        `${list} Whoever has the list can recompute it.`,
      ],
    },
    OWNERSHIP_TITLE: {
      title: "Statement of ownership and title",
      author: "Lok & Whitmore, Solicitors",
      date: "2026-09-28",
      paragraphs: [
        `We examined the purchase contracts, invoices and customs records of the assets. On that basis ${issuer}, holds full and unencumbered title to the ${things} of the list.`,
        `${list} No third party has a retention of title, a lease or an option over any of them.`,
      ],
    },
    VALUATION: {
      title: "Appraisal report",
      author: "Eastbridge Valuers Limited",
      date: "2026-10-05",
      paragraphs: [
        `${capital(issuer)}, asked us for the market value of its assets for the purpose of a financing. We are independent of the company, and our fee does not depend on the result.`,
        `The appraisal covers ${things}. We inspected a sample of 120 contracts and relied on the technical inspection for the rest.`,
        `In our opinion the assets are appraised at ${wording.money(asset.attestedValue)} as at 30 September 2026.`,
      ],
      annex: [
        "Method and assumptions",
        words.valuation,
        `The value holds for the assets as a going concern and assumes that operation continues under the present permits. This annex does not change the result: the market value remains ${wording.money(asset.attestedValue)}.`,
      ],
    },
  };
}

function searches({ issuer, things, list, seat }: Phrases): Drafts {
  return {
    NO_DOUBLE_PLEDGE: {
      title: "Search for prior pledges",
      author: "Registry of Movable Securities, Search Desk",
      date: "2026-10-08",
      paragraphs: [
        `We searched the register of security interests for filings against ${issuer}, and against each of the ${things} by serial.`,
        `${list} No pledge, charge, lease or notice of assignment stands against any of these serials or against the company at the time of the search.`,
      ],
    },
    SANCTIONS_CLEAR: {
      title: "Sanctions and adverse media screening",
      author: "Clearwater Entity Services Limited",
      date: "2026-10-12",
      paragraphs: [
        `We screened ${issuer}, a company incorporated in ${seat}, its directors and its beneficial owners against the consolidated lists of the United Nations, the European Union, the United Kingdom and the United States.`,
        "There was no match. Three similar names were examined and set aside with reasons kept on file. The screening is repeated every night.",
      ],
    },
    CUSTODY_CONTROL: {
      title: "Custody statement",
      author: "Harbour Trust Custodians Limited",
      date: "2026-10-19",
      paragraphs: [
        `As custodian we hold the title documents, the keys and the metering contracts of ${things} for the holders of the units; ${issuer}, cannot dispose of them without our written consent.`,
        `${list} The original documents are kept in our vault, and the electronic control accounts were tested by us.`,
      ],
    },
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
