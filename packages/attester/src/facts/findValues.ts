import { isCountry, isCurrency, isIsin, isLei, ProtocolError, parseDay } from "@muniment/protocol";
import type { FactKind } from "@muniment/protocol";
import { canonicalCount } from "./canonicalCount.js";
import type { FoundValue } from "./FoundValue.js";
import { readDecimal } from "./readDecimal.js";

type Reading = Pick<FoundValue, "value" | "currency" | "flaw">;
interface Finder {
  readonly kind: FactKind;
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray) => Reading | undefined;
}

const number = String.raw`(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?`;
const months = "January February March April May June July August September October November December".split(
  " ",
);
const currencyAliases: Readonly<Record<string, string>> = { RMB: "CNY", HK$: "HKD", US$: "USD" };
const scales: Readonly<Record<string, bigint>> = { "": 1n, million: 1_000_000n, billion: 1_000_000_000n };

const readMoney = (code: string, amount: string, scale: string): Reading | undefined => {
  const currency = currencyAliases[code] ?? code;
  if (!isCurrency(currency)) return undefined;
  const millionths = readDecimal(amount, 6);
  if (millionths === undefined) return { value: amount, currency, flaw: "it has more than six decimals" };
  return { value: String(millionths * (scales[scale] ?? 1n)), currency };
};

const readDate = (year: string, month: string, day: string): Reading => {
  const value = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  try {
    parseDay(value);
    return { value };
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return { value, flaw: "there is no such day" };
  }
};

const perUnit = (unit: string) => (/^(%|per ?cent)/.test(unit) ? 4 : 2);

/** In this order: what one finder took, the later ones do not see, so that no part of an LEI is taken for a count. */
const finders: readonly Finder[] = [
  { kind: "hash", pattern: /\b0x[0-9a-fA-F]{64}\b/g, read: ([text]) => ({ value: text.toLowerCase() }) },
  {
    kind: "lei",
    pattern: /\b[A-Z0-9]{18}[0-9]{2}\b/g,
    read: ([value]) => ({ value, ...(!isLei(value) && { flaw: "its check digits are wrong" }) }),
  },
  {
    kind: "isin",
    pattern: /\b[A-Z]{2}[A-Z0-9]{9}[0-9]\b/g,
    read: ([value]) => ({ value, ...(!isIsin(value) && { flaw: "its check digit is wrong" }) }),
  },
  {
    kind: "date",
    pattern: /\b(\d{4})-(\d{2})-(\d{2})\b/g,
    read: ([, year = "", month = "", day = ""]) => readDate(year, month, day),
  },
  {
    kind: "date",
    pattern: new RegExp(String.raw`\b(\d{1,2}) (${months.join("|")}) (\d{4})\b`, "g"),
    read: ([, day = "", month = "", year = ""]) => readDate(year, String(months.indexOf(month) + 1), day),
  },
  {
    kind: "money",
    pattern: new RegExp(
      String.raw`\b(HK\$|US\$|[A-Z]{3})\s?${number}(?: (million|billion))?(?![\d,]*\d)`,
      "g",
    ),
    read: ([, code = "", whole = "", fraction = "", scale = ""]) => readMoney(code, whole + fraction, scale),
  },
  {
    kind: "rate",
    pattern: new RegExp(String.raw`\b${number} ?(%|per ?cent\b|basis points\b|bps\b)`, "g"),
    read: ([text, whole = "", fraction = "", unit = ""]) => {
      const ppm = readDecimal(whole + fraction, perUnit(unit));
      return ppm === undefined ? { value: text, flaw: "it has too many decimals" } : { value: String(ppm) };
    },
  },
  {
    kind: "country",
    pattern: /\(([A-Z]{2})\)/g,
    read: ([, value = ""]) => ({ value, ...(!isCountry(value) && { flaw: "there is no such country" }) }),
  },
  { kind: "cfi", pattern: /(?<=\bCFI (?:code )?)[A-Z]{6}\b/g, read: ([value]) => ({ value }) },
  { kind: "mic", pattern: /(?<=\bMIC )[A-Z0-9]{4}\b/g, read: ([value]) => ({ value }) },
  {
    kind: "count",
    pattern: new RegExp(String.raw`(?<![\w.,$-])${number}(?![\w-]|[.,]\d)`, "g"),
    read: ([, whole = "", fraction = ""]) => ({ value: canonicalCount(whole + fraction) }),
  },
];

/** Every value of a known kind in a text, in order of appearance. Texts (names) are found by their rules instead. */
export function findValues(text: string): readonly FoundValue[] {
  const found: FoundValue[] = [];
  let rest = text;
  for (const { kind, pattern, read } of finders) {
    for (const match of rest.matchAll(pattern)) {
      const reading = read(match);
      if (reading === undefined) continue;
      const end = match.index + match[0].length;
      found.push({ kind, start: match.index, end, ...reading });
      rest = rest.slice(0, match.index) + "\u0000".repeat(end - match.index) + rest.slice(end);
    }
  }
  return found.sort((one, other) => one.start - other.start);
}
