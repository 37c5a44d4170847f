import type { AssetInputs, TopicName } from "@muniment/protocol";
import type { AssetWords } from "./assetWords.js";
import type { DocumentDraft } from "./DocumentDraft.js";
import { wording } from "./wording.js";

type Drafts = Readonly<Partial<Record<TopicName, DocumentDraft>>>;

/** Documents that support the structure of an asset and its token. */
export function draftStructure(inputs: AssetInputs, words: AssetWords): Drafts {
  return { ...structureDrafts(inputs, words), ...tokenDrafts(inputs) };
}

function structureDrafts(inputs: AssetInputs, words: AssetWords): Drafts {
  const { asset, terms } = inputs;
  const issuer = wording.issuer(inputs);
  const seat = wording.country(asset.issuer.jurisdiction);
  const rate = wording.percent("bond" in terms ? terms.bond.couponRatePpm : terms.revenue.shareBps * 100n);
  const maturity = wording.day(terms.maturity);
  return {
    LEGAL_OPINION: {
      title: "Legal opinion",
      author: "Lok & Whitmore, Solicitors",
      date: "2026-10-26",
      paragraphs: [
        `You asked for our opinion on the issue of units by ${issuer}, a company incorporated in ${seat}, under ISIN ${terms.isin}.`,
        "In our opinion the company exists, has the power to issue the units and has taken every corporate step to do so. The terms bind it and can be enforced against it; the security over the assets ranks first and survives its insolvency.",
        "Our opinion is limited to the law in force on its date. It is given for the holders and may be relied on by them.",
      ],
    },
    STRUCTURE_APPROVED: {
      title: "Term sheet",
      author: "Causeway Trustees Limited",
      date: "2026-10-28",
      paragraphs: [
        `${issuer.charAt(0).toUpperCase()}${issuer.slice(1)}, issues ${words.instrument} under ISIN ${terms.isin}. The issue is divided into ${wording.units(terms.units, terms.decimals)} units, each with a unit value of ${wording.money(terms.unitValue)}.`,
        `The value of all units stays below the appraisal after a haircut of ${wording.percent(terms.haircutBps * 100n)}.`,
        words.reward(rate),
        `The issue matures on ${maturity}, when each unit is repaid at its unit value of ${wording.money(terms.redemptionValue)}. A payment that is missed can be made good within ${String(terms.gracePeriodDays)} days.`,
        "Proceeds of the assets are paid into an account of the trustee and applied in this order: costs of the trustee, payments to the holders, reserve, issuer.",
        "As trustee we examined these terms and approved the structure.",
      ],
    },
    REG_CLASSIFICATION: {
      title: "Regulatory memorandum",
      author: "Lok & Whitmore, Solicitors",
      date: "2026-11-02",
      paragraphs: [
        `The units under ISIN ${terms.isin} carry the CFI code ${terms.cfi}. They are securities, offered to professional investors only, and need no prospectus; the jurisdiction of the issuer is ${seat}.`,
        "The transfer restrictions of the token carry out the selling restrictions. This memorandum describes the law as we understand it and is not advice to investors.",
      ],
    },
    RISK_RATING: {
      title: "Rating report",
      author: "Pacific Credit Analysis",
      date: "2026-11-04",
      paragraphs: [
        `We assign the rating BBB+ with a stable outlook to the units of ${issuer}, ISIN ${terms.isin}.`,
        words.reward(rate),
        `The issue matures on ${maturity}. ${words.risk}`,
      ],
    },
  };
}

function tokenDrafts(inputs: AssetInputs): Drafts {
  const { terms, token } = inputs;
  const issuer = wording.issuer(inputs);
  const name = `the token named \u201c${token.name}\u201d with the symbol ${token.symbol}`;
  return {
    CODE_AUDIT: {
      title: "Smart contract audit",
      author: "Ironwood Security Research",
      date: "2026-11-09",
      paragraphs: [
        `We audited the contracts behind ${name}: supply, transfer rules, freezing, recovery, distributions and the roles that control them.`,
        "Two findings of medium severity were corrected and checked again. No finding remains open. The code examined is the one whose hash stands in the tokenization record.",
      ],
    },
    METADATA_MATCH: {
      title: "Report on token metadata",
      author: "Ironwood Security Research",
      date: "2026-11-10",
      paragraphs: [
        `We compared the metadata of ${name} with the term sheet of the issue under ISIN ${terms.isin}. They agree in every point.`,
        `The canonical form of the file has the metadata hash ${token.hash}.`,
      ],
    },
    TRANSFER_AGENT_APPOINTED: {
      title: "Appointment of the transfer agent",
      author: "Causeway Trustees Limited",
      date: "2026-11-11",
      paragraphs: [
        `By a mandate signed with ${issuer}, Central Registrars Limited became transfer agent for the units under ISIN ${terms.isin} with the symbol ${token.symbol}.`,
        "The transfer agent keeps the register of holders, freezes and recovers units on the grounds named in the terms, and answers to the trustee.",
      ],
    },
  };
}
