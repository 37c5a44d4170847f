import {
  countries,
  currencies,
  isCfi,
  isCountry,
  isCurrency,
  isinCheckDigit,
  isIsin,
  isLei,
  isMic,
  leiCheckDigits,
  parseCfi,
  parseCountry,
  parseCurrency,
  parseIsin,
  parseLei,
  parseMic,
} from "@muniment/protocol";
import { expect } from "chai";
import fc from "fast-check";
import { caught } from "../../helpers/caught.js";

const alphabet = Array.from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
const text = (length: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: length, maxLength: length });
const seeded = { seed: 20261121, numRuns: 500 };

describe("identifiers", () => {
  describe("LEI", () => {
    // Published: GLEIF's own, Apple, Deutsche Bank, JPMorgan Chase, Goldman Sachs, Citibank.
    const published = [
      "506700GE1G29325QX363",
      "HWUPKR0MPOU8FGXBT394",
      "7LTWFZYICNSX8D621K86",
      "8I5DZWZKVSZI1NUHU748",
      "784F5XWPLTWKTBV3E584",
      "E57ODZWZ7FF32TWEFA76",
    ];
    it("ID-1: accepts published LEIs", () => {
      for (const lei of published) expect(parseLei(lei)).to.equal(lei);
    });

    it("ID-1: refuses wrong shape and names the check digits expected", () => {
      for (const lei of [
        "",
        "506700GE1G29325QX36",
        "506700ge1g29325qx363",
        "506700GE1G29325QX3633",
        "506700GE1G29325QX3A3",
      ]) {
        expect(isLei(lei), lei).to.equal(false);
      }
      const error = caught(() => parseLei("506700GE1G29325QX364"));
      expect(error.code).to.equal("IDENTIFIER_INVALID");
      expect(error.context["problem"]).to.equal("its check digits should be 63");
      expect(error.exitCode).to.equal(1);
    });

    it("ID-1: has one valid pair of check digits for every stem, and it changes with any one letter or digit", () => {
      fc.assert(
        fc.property(text(18), fc.nat(17), fc.constantFrom(...alphabet), (stem, place, letter) => {
          const check = leiCheckDigits(stem);
          const valid = Array.from({ length: 100 }, (_, n) => stem + String(n).padStart(2, "0")).filter(
            isLei,
          );
          expect(valid).to.deep.equal([stem + check]);
          const changed = stem.slice(0, place) + letter + stem.slice(place + 1);
          // A letter for a digit changes the number's length, which modulo 97 does not always show.
          const isLikeForLike = /[0-9]/.test(letter) === /[0-9]/.test(stem[place] as string);
          if (changed !== stem && isLikeForLike) expect(isLei(changed + check)).to.equal(false);
        }),
        { ...seeded, numRuns: 100 },
      );
    });
  });

  describe("ISIN", () => {
    // Published: Apple, BAE Systems, Treasury Corporation of Victoria, Microsoft, Deutsche Bank, HSBC.
    const published = [
      "US0378331005",
      "GB0002634946",
      "AU0000XVGZA3",
      "US5949181045",
      "DE0005140008",
      "GB0005405286",
    ];
    it("ID-2: accepts published ISINs", () => {
      for (const isin of published) expect(parseIsin(isin)).to.equal(isin);
      expect(isIsin(`XS012345678${isinCheckDigit("XS012345678")}`)).to.equal(true);
    });

    it("ID-2: refuses wrong shape, unknown prefix and wrong check digit", () => {
      for (const isin of [
        "",
        "US037833100",
        "us0378331005",
        "US03783310055",
        "1S0378331005",
        "US037833100A",
      ]) {
        expect(isIsin(isin), isin).to.equal(false);
      }
      expect(
        caught(() => parseIsin(`ZZ037833100${isinCheckDigit("ZZ037833100")}`)).context["problem"],
      ).to.equal("no numbering agency has the prefix ZZ");
      expect(caught(() => parseIsin("US0378331006")).context["problem"]).to.equal(
        "its check digit should be 5",
      );
    });

    it("ID-2: detects any one changed digit", () => {
      fc.assert(
        fc.property(
          text(9),
          fc.integer({ min: 2, max: 10 }),
          fc.constantFrom(...alphabet.slice(0, 10)),
          (nsin, place, digit) => {
            const stem = `HK${nsin}`;
            const isin = stem + isinCheckDigit(stem);
            expect(isIsin(isin)).to.equal(true);
            if (!/[0-9]/.test(isin[place] as string) || isin[place] === digit) return;
            expect(isIsin(isin.slice(0, place) + digit + isin.slice(place + 1))).to.equal(false);
          },
        ),
        seeded,
      );
    });
  });

  it("ID-3: accepts CFI codes of existing groups and names what does not exist", () => {
    for (const cfi of ["ESVUFR", "DBFUFR", "DNFTFR", "DAVSFR", "CIOGEU", "OCASPS"])
      expect(parseCfi(cfi)).to.equal(cfi);
    expect(isCfi("DBFUF")).to.equal(false);
    expect(isCfi("dbfufr")).to.equal(false);
    expect(caught(() => parseCfi("ABFUFR")).context["problem"]).to.equal("A is not a category");
    expect(caught(() => parseCfi("DXFUFR")).context["problem"]).to.equal("X is not a group of category D");
  });

  it("ID-4: knows currencies with their numeric code and decimals", () => {
    expect(parseCurrency("CNY")).to.deep.equal({ code: "CNY", numeric: 156, decimals: 2 });
    expect(parseCurrency("JPY")).to.deep.equal({ code: "JPY", numeric: 392, decimals: 0 });
    expect(parseCurrency("KWD")).to.deep.equal({ code: "KWD", numeric: 414, decimals: 3 });
    expect(parseCurrency("CLF").decimals).to.equal(4);
    for (const code of ["XTS", "XAU", "RMB", "cny", "", "DEM"])
      expect(isCurrency(code), code).to.equal(false);
    expect(caught(() => parseCurrency("RMB")).context).to.include({
      kind: "currency (ISO 4217)",
      value: '"RMB"',
    });
    expect(new Set([...currencies.values()].map(({ numeric }) => numeric)).size).to.equal(currencies.size);
    for (const { code, decimals, numeric } of currencies.values()) {
      expect(code).to.match(/^[A-Z]{3}$/);
      expect([0, 2, 3, 4]).to.include(decimals);
      expect(numeric).to.be.within(1, 999);
    }
  });

  it("ID-4: has exactly the currencies the platform knows as present", () => {
    // The platform also lists withdrawn currencies and no numeric codes, so this is a check of one direction only.
    const known = new Set(Intl.supportedValuesOf("currency"));
    const unknown = [...currencies.keys()].filter((code) => !known.has(code));
    expect(unknown).to.be.an("array").with.length.lessThan(12);
    for (const code of ["CNY", "HKD", "USD", "EUR", "GBP", "SGD", "AED"])
      expect(known.has(code) && currencies.has(code)).to.equal(true);
  });

  it("ID-5: maps every country both ways", () => {
    expect(countries).to.have.length(249);
    for (const country of countries) {
      expect(parseCountry(country.alpha2)).to.equal(country);
      expect(parseCountry(country.numeric)).to.equal(country);
    }
    expect(parseCountry("CN").numeric).to.equal(156);
    expect(parseCountry("HK").numeric).to.equal(344);
    expect(parseCountry(840).alpha2).to.equal("US");
    for (const code of ["UK", "cn", "ZZ", "", 0, 999]) expect(isCountry(code), String(code)).to.equal(false);
    expect(caught(() => parseCountry("UK")).code).to.equal("IDENTIFIER_INVALID");
  });

  it("ID-6: checks the shape of a market identifier code", () => {
    expect(parseMic("XHKG")).to.equal("XHKG");
    for (const mic of ["XHK", "xhkg", "XHKGG", "XH G"]) expect(isMic(mic), mic).to.equal(false);
    expect(caught(() => parseMic("xhkg")).code).to.equal("IDENTIFIER_INVALID");
  });
});
