/** One change that makes an example's file wrong, and the error it must give. */
export interface BadInputCase {
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
  readonly code: string;
  readonly line: number;
  readonly field: string;
  readonly problem: RegExp;
  readonly example: string;
}

// file ¦ what is replaced (text or /pattern/) ¦ by what ¦ code ¦ line ¦ field ¦ problem (text in it or /pattern/) ¦ example
const table = String.raw`
  asset.json ¦ HARBOURLIGHT59 ¦ HARBOURLIGHT58 ¦ INPUT_FIELD_INVALID ¦ 7 ¦ issuer.lei ¦ /is not a valid LEI .*check digits should be 59/
  asset.json ¦ "jurisdiction": "CN" ¦ "jurisdiction": "XX" ¦ INPUT_FIELD_INVALID ¦ 8 ¦ issuer.jurisdiction ¦ /country/
  asset.json ¦ "currency": "CNY" ¦ "currency": "RMB" ¦ INPUT_FIELD_INVALID ¦ 10 ¦ currency ¦ /no currency/
  asset.json ¦ "128000000.00" ¦ "128000000.005" ¦ INPUT_FIELD_INVALID ¦ 11 ¦ attestedValue ¦ /3 decimals/
  asset.json ¦ "128000000.00" ¦ 128000000 ¦ INPUT_FIELD_INVALID ¦ 11 ¦ attestedValue ¦ /quotation marks/
  asset.json ¦ "128000000.00" ¦ "128,000,000" ¦ INPUT_FIELD_INVALID ¦ 11 ¦ attestedValue ¦ /plain decimal/
  asset.json ¦ /"salt": "0x../ ¦ "salt": "0xZZ ¦ INPUT_FIELD_INVALID ¦ 4 ¦ salt ¦ /64 lower-case/
  asset.json ¦ "name": "Harbourlight charging ¦ "name": " Harbourlight charging ¦ INPUT_FIELD_INVALID ¦ 3 ¦ name ¦ 
  asset.json ¦ EV_CHARGING_NOTE ¦ ev note ¦ INPUT_FIELD_INVALID ¦ 2 ¦ assetClass ¦ 
  asset.json ¦ documents/appraisal.pdf ¦ ../appraisal.pdf ¦ INPUT_FIELD_INVALID ¦ 23 ¦ documents[2].file ¦ /inside this folder/
  asset.json ¦ documents/appraisal.pdf ¦ documents/title-statement.pdf ¦ INPUT_FIELD_INVALID ¦ 23 ¦ documents[2].file ¦ the file is listed twice
  asset.json ¦ /"documents": \[[^\]]*\]/ ¦ "documents": [] ¦ INPUT_FIELD_INVALID ¦ 12 ¦ documents ¦ it has no document
  asset.json ¦ /\s*"lei": "[^"]*",/ ¦  ¦ INPUT_FIELD_MISSING ¦ 5 ¦ issuer.lei ¦ 
  asset.json ¦ "serials": "serials.csv" ¦ "serials": "serials.csv", "serial": 1 ¦ INPUT_FIELD_UNKNOWN ¦ 30 ¦ serial ¦ 
  asset.json ¦ "currency": "CNY" ¦ "currency": "CNY", "currency": "HKD" ¦ INPUT_DUPLICATE ¦ 10 ¦ currency ¦ 
  asset.json ¦ "currency": "CNY" ¦ "__proto__": {}, "currency": "CNY" ¦ INPUT_FIELD_UNKNOWN ¦ 10 ¦ __proto__ ¦ 
  terms.json ¦ "revenue-share-note" ¦ "equity" ¦ INPUT_FIELD_INVALID ¦ 2 ¦ instrument ¦ 
  terms.json ¦ "XSMNMTEV0012" ¦ "XSMNMTEV0013" ¦ INPUT_FIELD_INVALID ¦ 11 ¦ isin ¦ /check digit should be 2/
  terms.json ¦ DAVSFR ¦ DZVSFR ¦ INPUT_FIELD_INVALID ¦ 12 ¦ cfi ¦ /Z is not a group/
  terms.json ¦ "bulk" ¦ "fast" ¦ INPUT_FIELD_INVALID ¦ 9 ¦ finalityClass ¦ 
  terms.json ¦ "haircutBps": 2000 ¦ "haircutBps": 10000 ¦ INPUT_FIELD_INVALID ¦ 7 ¦ haircutBps ¦ it is above 9999
  terms.json ¦ "haircutBps": 2000 ¦ "haircutBps": 20.5 ¦ INPUT_FIELD_INVALID ¦ 7 ¦ haircutBps ¦ it is not a whole number
  terms.json ¦ "revenueShareBps": 6000 ¦ "revenueShareBps": 0 ¦ INPUT_FIELD_INVALID ¦ 14 ¦ revenueShareBps ¦ 
  terms.json ¦ "2027-03-31" ¦ "2027-02-30" ¦ INPUT_FIELD_INVALID ¦ 16 ¦ firstPeriodEnd ¦ /no such day/
  terms.json ¦ "2031-12-31" ¦ "2027-01-31" ¦ INPUT_FIELD_INVALID ¦ 17 ¦ maturity ¦ /first period ends after maturity/
  terms.json ¦ "1000000.00" ¦ "1000000.001" ¦ INPUT_FIELD_INVALID ¦ 3 ¦ units ¦ /3 decimals/
  terms.json ¦ "3.85" ¦ "3.85001" ¦ INPUT_FIELD_INVALID ¦ 16 ¦ couponRate ¦ /5 decimals/ ¦ municipal-bond
  terms.json ¦ "frequency": 2 ¦ "frequency": 3 ¦ INPUT_FIELD_INVALID ¦ 15 ¦ maturity ¦ /frequency/ ¦ municipal-bond
  terms.json ¦ "30/360" ¦ "30E/360" ¦ INPUT_FIELD_INVALID ¦ 18 ¦ dayCount ¦  ¦ municipal-bond
  token.json ¦ "HLEV31" ¦ "hlev31" ¦ INPUT_FIELD_INVALID ¦ 3 ¦ symbol ¦ 
  token.json ¦ "AE" ¦ "UK" ¦ INPUT_FIELD_INVALID ¦ 6 ¦ allowedCountries[3] ¦ /country/
  token.json ¦ "400000.00" ¦ "400000.001" ¦ INPUT_FIELD_INVALID ¦ 7 ¦ maxBalance ¦ 
  offer.json ¦ "700000.00" ¦ "1000000.01" ¦ INPUT_FIELD_INVALID ¦ 4 ¦ softCap ¦ it is above the hard cap
  offer.json ¦ "subscriptionDays": 14 ¦ "subscriptionDays": 0 ¦ INPUT_FIELD_INVALID ¦ 3 ¦ subscriptionDays ¦ 
  offer.json ¦ "100.00" ¦ "-100.00" ¦ INPUT_FIELD_INVALID ¦ 8 ¦ pricePerUnit ¦ 
  trading.json ¦ "MNMX" ¦ "mnmx" ¦ INPUT_FIELD_INVALID ¦ 2 ¦ venue ¦ /MIC/
  trading.json ¦ "100.65" ¦ "100.655" ¦ INPUT_FIELD_INVALID ¦ 4 ¦ navPerUnit ¦ 
  evidence.json ¦ "topic": "VALUATION" ¦ "topic": "NAV" ¦ INPUT_FIELD_INVALID ¦ 25 ¦ Registered[3].topic ¦ 
  evidence.json ¦ "issuerLei" ¦ "issuerLEI" ¦ INPUT_FIELD_INVALID ¦ 8 ¦ Registered[0].facts[1] ¦ 
  evidence.json ¦ "issuerLei" ¦ "issuerName" ¦ INPUT_FIELD_INVALID ¦ 8 ¦ Registered[0].facts ¦ a fact is named twice
  evidence.json ¦ "attester": "kybProvider" ¦ "attester": "KYB provider" ¦ INPUT_FIELD_INVALID ¦ 6 ¦ Registered[0].attester ¦ 
  evidence.json ¦ "validityDays": 365 ¦ "validityDays": 0 ¦ INPUT_FIELD_INVALID ¦ 7 ¦ Registered[0].validityDays ¦ 
  investors.csv ¦ STRAITSINFRA26 ¦ STRAITSINFRA27 ¦ INPUT_FIELD_INVALID ¦ 4 ¦ lei ¦ /check digits should be 26/
  investors.csv ¦ ,SG,professional ¦ ,SGP,professional ¦ INPUT_FIELD_INVALID ¦ 4 ¦ country ¦ 
  investors.csv ¦ ,SG,professional ¦ ,SG,retail ¦ INPUT_FIELD_INVALID ¦ 4 ¦ category ¦ 
  investors.csv ¦ professional,2 ¦ professional,two ¦ INPUT_FIELD_INVALID ¦ 4 ¦ wallet ¦ 
  investors.csv ¦ professional,2 ¦ professional,1 ¦ INPUT_DUPLICATE ¦ 4 ¦ wallet ¦ 
  investors.csv ¦ MNMT00STRAITSINFRA26 ¦ MNMT00LANTAUCREDIT72 ¦ INPUT_DUPLICATE ¦ 4 ¦ lei ¦ 
  investors.csv ¦ country, ¦  ¦ INPUT_FIELD_MISSING ¦ 1 ¦ country ¦ 
  investors.csv ¦ name,lei ¦ name,email,lei ¦ INPUT_FIELD_UNKNOWN ¦ 1 ¦ email ¦ 
  investors.csv ¦ name,lei ¦ name,lei,lei ¦ INPUT_DUPLICATE ¦ 1 ¦ lei ¦ 
  allocations.csv ¦ 250000.00 ¦ 250000.001 ¦ INPUT_FIELD_INVALID ¦ 3 ¦ units ¦ 
  allocations.csv ¦ 250000.00 ¦ 0 ¦ INPUT_FIELD_INVALID ¦ 3 ¦ units ¦ it is zero
  allocations.csv ¦ 250000.00 ¦ 2.5e5 ¦ INPUT_FIELD_INVALID ¦ 3 ¦ units ¦ 
  serials.csv ¦ HLC-00077, ¦ hlc-00076 , ¦ INPUT_DUPLICATE ¦ 78 ¦ serial ¦ 
  serials.csv ¦ HLC-00077, ¦ 充电桩, ¦ INPUT_FIELD_INVALID ¦ 78 ¦ serial ¦ /printable ASCII/
  serials.csv ¦ HLC-00077, ¦ , ¦ INPUT_FIELD_INVALID ¦ 78 ¦ serial ¦ /empty/
`;

const toPattern = (cell: string) =>
  cell.startsWith("/")
    ? new RegExp(cell.slice(1, -1))
    : new RegExp(cell.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));

/** Every way of bad input that is tried on the examples. */
export const badInputCases: readonly BadInputCase[] = table
  .trim()
  .split("\n")
  .map((row) => {
    const [file = "", from = "", to = "", code = "", line = "", field = "", problem = "", example = ""] = row
      .split("¦")
      .map((cell) => cell.trim());
    return {
      file,
      from: from.startsWith("/") ? toPattern(from) : from,
      to,
      code,
      line: Number(line),
      field,
      problem: toPattern(problem),
      example: example || "ev-charging-note",
    };
  });
