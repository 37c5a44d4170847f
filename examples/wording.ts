import { civilOf, formatAmount, parseCurrency } from "@muniment/protocol";
import type { AssetInputs, Country, Day, Money } from "@muniment/protocol";

const countryNames: Readonly<Record<string, string>> = {
  AE: "the United Arab Emirates",
  CN: "the People's Republic of China",
  GB: "the United Kingdom",
  HK: "the Hong Kong Special Administrative Region",
  SG: "the Republic of Singapore",
  US: "the United States of America",
};
const months = "January February March April May June July August September October November December".split(
  " ",
);
const group = (digits: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",");

/** How documents write the values of an asset record. */
export const wording = {
  count: (value: bigint | number) => group(String(value)),
  units: (base: bigint, decimals: number) => group(String(base / 10n ** BigInt(decimals))),
  money: ({ currency, minor }: Money) => {
    const [whole = "", fraction] = formatAmount(minor, parseCurrency(currency).decimals).split(".");
    return `${currency} ${group(whole)}${fraction === undefined ? "" : `.${fraction}`}`;
  },
  percent: (ppm: bigint) => `${formatAmount(ppm, 4).replace(/\.?0+$/, "")} per cent`,
  country: ({ alpha2 }: Country) => `${countryNames[alpha2] ?? alpha2} (${alpha2})`,
  day: (day: Day) => {
    const { year, month, day: number } = civilOf(day);
    return `${String(number)} ${months[Number(month) - 1] ?? ""} ${String(year)}`;
  },
  issuer: ({ asset }: AssetInputs) => `the issuer, ${asset.issuer.name} (LEI ${asset.issuer.lei})`,
};
