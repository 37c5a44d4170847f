import type { FactKind, FactName } from "@muniment/protocol";

/**
 * Which words make a value a fact. The cue that ends nearest before the value decides, within `reach` characters; a cue
 * of `other` makes it no fact of ours, so that a valuer's LEI is not taken for the issuer's.
 */
export interface CueRule {
  readonly fact: FactName | "other";
  readonly cue: RegExp;
}

/** Characters between a cue's end and its value. */
export const reach = 90;

/** A cue in lower case or, at the start of a sentence and as a defined term, with a capital. */
const rule = (fact: CueRule["fact"], words: string): CueRule => ({
  fact,
  cue: new RegExp(
    String.raw`\b(?:${words.replace(/(^|\|)([a-z])/g, (_, bar: string, letter: string) => `${bar}[${letter}${letter.toUpperCase()}]`)})\b`,
    "g",
  ),
});

const otherParties =
  "valuer|appraiser|surveyor|custodian|auditor|counsel|trustee|registrar|agency|agent|arranger|bank|operator|manager";

/** Cues before a value, by its kind. */
export const cuesBefore: Readonly<Partial<Record<FactKind, readonly CueRule[]>>> = {
  lei: [
    rule("issuerLei", "issuer|obligor|originator|owner"),
    rule("investorLei", "investor|subscriber"),
    // With a capital only before a comma or colon: elsewhere it is part of a name, as in "Sha Tin Bank (LEI …)".
    { fact: "other", cue: new RegExp(String.raw`\b(?:${otherParties})\b`, "g") },
    { fact: "other", cue: new RegExp(String.raw`\b(?:${otherParties})\b(?=[,:])`, "gi") },
  ],
  isin: [rule("isin", "ISIN")],
  hash: [
    rule("serialRoot", "serial root"),
    rule("metadataHash", "metadata hash"),
    rule("other", "document hash|code hash|transaction"),
  ],
  money: [
    rule("attestedValue", "apprais\\w*|market value|valued at|attested value"),
    rule("unitValue", "unit value|denomination"),
    rule("price", "price"),
    rule("reserve", "reserve"),
    rule("nav", "net asset value"),
    rule("proceeds", "proceeds"),
    rule("other", "insur\\w*|fees?|turnover|revenues?|capital|replacement cost|claims?|debt|limit|costs?"),
  ],
  rate: [
    rule("haircut", "haircut"),
    rule("rate", "coupon|revenue share"),
    rule(
      "other",
      "tax\\w*|fees?|occupancy|availability|discount\\w*|confidence|loan-to-value|utilisation|growth|sample",
    ),
  ],
  date: [
    rule("maturityDate", "matur\\w*"),
    rule("other", "dated|as of|as at|until|expires?|signed|inspected|from|issued?|ends?|by|since|before"),
  ],
  country: [
    rule("jurisdiction", "jurisdiction|incorporated in|organised in"),
    rule("investorCountry", "domiciled in|resident in"),
    rule("other", "office|branch|venue|nationals? of"),
  ],
  count: [
    rule("softCap", "soft cap"),
    rule("hardCap", "hard cap"),
    rule("allocatedUnits", "allotted"),
    rule("units", "divided into"),
    rule("other", "minimum|page|section|article|clause|version|balance|sample of|decimals"),
  ],
  cfi: [rule("cfi", "CFI")],
  mic: [rule("venue", "MIC")],
};

/** Words right after a count that say what was counted. They decide before any cue. */
export const cuesAfter: readonly CueRule[] = [
  { fact: "serialCount", cue: /^ (?:charging piles|pledged items|serials)\b/ },
  { fact: "investorCount", cue: /^ (?:registered |verified )?investors\b/ },
  {
    fact: "other",
    cue: /^ (?:days?|months?|years?|pages?|decimals?|sites?|hours?|contracts?|lists?|kW|MW)\b/,
  },
];

/** A name that stands between a party's cue and its LEI, without another cue in it. */
const nameBeforeLei = (cue: string) =>
  new RegExp(
    String.raw`\b(?:${cue})(?: is)?,? ((?=[A-Z])(?:(?!\b(?:issuer|investor|subscriber)\b)[^()]){1,120}?) \(LEI\b`,
    "g",
  );

/** Names, each taken as the group of its pattern. */
export const namePatterns: readonly { readonly fact: FactName; readonly pattern: RegExp }[] = [
  { fact: "issuerName", pattern: nameBeforeLei("[Ii]ssuer|[Oo]bligor|[Oo]riginator|[Oo]wner") },
  { fact: "investorName", pattern: nameBeforeLei("[Ii]nvestor|[Ss]ubscriber") },
  { fact: "tokenName", pattern: /\b[Tt]oken (?:named|called) ["\u201c]([^"\u201d]{1,80})["\u201d]/g },
  { fact: "tokenSymbol", pattern: /\b[Ss]ymbol ([A-Z][A-Z0-9]{1,10})\b/g },
];
