import {
  formatAmount,
  formatDay,
  keccak256,
  canonicalBytes,
  parseAllocations,
  parseAmount,
  parseAsset,
  parseEvidence,
  parseInvestors,
  parseMoney,
  parseOffer,
  parseSerials,
  parseTerms,
  parseToken,
  parseTrading,
  readCsv,
  readJson,
} from "@muniment/protocol";
import { expect } from "chai";
import fc from "fast-check";
import { badInputCases } from "./helpers/badInputCases.js";
import { caught } from "../../helpers/caught.js";
import { exampleInputs, exampleText } from "../../helpers/exampleFile.js";
import type { ExampleName } from "../../helpers/exampleFile.js";

const parsers = {
  "asset.json": parseAsset,
  "terms.json": parseTerms,
  "token.json": parseToken,
  "offer.json": (file: string, text: string) => parseOffer(file, text, 2),
  "trading.json": parseTrading,
  "evidence.json": parseEvidence,
  "investors.csv": parseInvestors,
  "allocations.csv": (file: string, text: string) => parseAllocations(file, text, 2),
  "serials.csv": parseSerials,
} as const;
type File = keyof typeof parsers;

/** The error of an example's file after replacing `from` by `to`, which must occur. */
function broken(file: File, from: string | RegExp, to: string, example: ExampleName = "ev-charging-note") {
  const text = exampleText(example, file);
  const changed = text.replace(from, to);
  expect(changed, `${file}: ${String(from)} must occur`).not.to.equal(text);
  return caught(() => parsers[file](file, changed));
}

describe("input files", () => {
  describe("bad input", () => {
    for (const { file, from, to, code, line, field, problem, example } of badInputCases) {
      it(`EVID-7: names ${file}, line ${String(line)}, ${field} (${code})`, () => {
        const error = broken(file as File, from, to, example as ExampleName);
        const { file: named, line: place, field: member } = error.context;
        expect([error.code, named, place, member]).to.deep.equal([code, file, line, field]);
        expect(String(error.context["problem"] ?? "")).to.match(problem);
        expect(error.exitCode).to.equal(1);
        expect(error.message)
          .to.match(new RegExp(`^${file}, line ${String(line)}[,:]`))
          .and.not.match(/[{}]/);
      });
    }

    it("EVID-7: tries every kind of wrong field", () => {
      const codes = ["INPUT_DUPLICATE", "INPUT_FIELD_INVALID", "INPUT_FIELD_MISSING", "INPUT_FIELD_UNKNOWN"];
      expect([...new Set(badInputCases.map(({ code }) => code))].sort()).to.deep.equal(codes);
    });

    it("EVID-7: names line and column of a syntax error", () => {
      const at = (text: string) => {
        const { code, context } = caught(() => readJson("x.json", text));
        expect(code).to.equal("INPUT_SYNTAX");
        return [context["line"], context["column"]];
      };
      expect(at('{\n  "a": 1,\n  "b": }')).to.deep.equal([3, 8]);
      expect(at('{\n  "a": 1,\n}')).to.deep.equal([3, 1]);
      expect(at('{ "a": 1 } // note')).to.deep.equal([1, 12]);
      expect(at("")).to.deep.equal([1, 1]);
      expect(at('{"a": 1} {"a": 2}')).to.deep.equal([1, 10]);
    });

    it("EVID-7: refuses a file that is not an object", () => {
      const error = caught(() => parseAsset("asset.json", "[]"));
      expect([error.code, error.context["field"]]).to.deep.equal(["INPUT_FIELD_INVALID", "(the whole file)"]);
    });

    it("EVID-7: a byte order mark and Windows line ends change nothing", () => {
      const text = exampleText("ev-charging-note", "asset.json");
      expect(parseAsset("asset.json", `\ufeff${text.replaceAll("\n", "\r\n")}`)).to.deep.equal(
        parseAsset("asset.json", text),
      );
      const table = exampleText("ev-charging-note", "investors.csv");
      expect(parseInvestors("i.csv", `\ufeff${table.replaceAll("\n", "\r\n")}`)).to.deep.equal(
        parseInvestors("i.csv", table),
      );
    });
  });

  describe("readCsv", () => {
    it("EVID-7: reads any cells back, quoted or not, with their lines", () => {
      const cell = fc
        .string({ unit: fc.constantFrom("a", "é", '"', ",", "\n", " ", ";") })
        .map((text) => text.trim());
      fc.assert(
        fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
          const quoted = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(","));
          const read = readCsv("x.csv", ["a,b", ...quoted].join("\n"), ["a", "b"]);
          expect(read.map(({ cells }) => [cells["a"], cells["b"]])).to.deep.equal(rows);
          let line = 2;
          for (const [index, row] of read.entries()) {
            expect(row.line).to.equal(line);
            line += (quoted[index] ?? "").split("\n").length;
          }
        }),
        { seed: 20261121 },
      );
    });

    it("EVID-7: refuses ragged lines, stray quotation marks and an empty file", () => {
      const read = (text: string) => caught(() => readCsv("x.csv", text, ["a", "b"]));
      expect(read("a,b\n1,2\n3").context).to.include({
        line: 3,
        problem: "the line has 1 cells, the first line 2",
      });
      expect(read('a,b\n1,"2').context).to.include({ line: 2, column: 3 });
      expect(read('a,b\n1,2"x').code).to.equal("INPUT_SYNTAX");
      expect(read("").context).to.include({ problem: "the file is empty" });
      expect(readCsv("x.csv", "b,a\n\n2,1\n\n", ["a", "b"])).to.deep.equal([
        { line: 3, cells: { a: "1", b: "2" } },
      ]);
    });
  });

  describe("files against each other", () => {
    const clash = (file: string, from: string | RegExp, to: string) => {
      const text = exampleText("ev-charging-note", file);
      expect(text.replace(from, to)).not.to.equal(text);
      const error = caught(() => exampleInputs("ev-charging-note", { [file]: text.replace(from, to) }));
      expect(error.code).to.equal("INPUT_INCONSISTENT");
      return `${String(error.context["file"])} ${String(error.context["field"])}: ${String(error.context["problem"])}`;
    };

    it("EVID-8: names the field that contradicts another file", () => {
      expect(clash("terms.json", '"CNY"', '"HKD"')).to.equal(
        "terms.json currency: the asset's currency is CNY",
      );
      expect(clash("offer.json", '"CNY"', '"HKD"')).to.equal(
        "offer.json cashCurrency: the asset's currency is CNY",
      );
      expect(clash("trading.json", '"CNY"', '"HKD"')).to.equal(
        "trading.json currency: the asset's currency is CNY",
      );
      expect(clash("token.json", '"decimals": 2', '"decimals": 6')).to.equal(
        "token.json decimals: the terms say 2",
      );
      expect(clash("token.json", "XSMNMTEV0012", "US0378331005")).to.equal(
        "token.json isin: the terms say XSMNMTEV0012",
      );
      expect(clash("asset.json", '"128000000.00"', '"124999999.99"')).to.match(
        /^terms.json units: .* less the haircut$/,
      );
      expect(clash("terms.json", '"1000000.00"', '"999999.99"')).to.match(/^offer.json hardCap/);
      expect(clash("offer.json", '"102000000.00"', '"99999999.99"')).to.match(/^offer.json reserve/);
      expect(clash("allocations.csv", "MNMT00LANTAUCREDIT72", "506700GE1G29325QX363")).to.match(
        /^allocations.csv line 2, lei: .* not in investors.csv/,
      );
      expect(clash("allocations.csv", ",50000.00", ",999.99")).to.match(/^allocations.csv line 6, units: /);
      expect(clash("allocations.csv", "300000.00", "900000.00")).to.match(/above the hard cap/);
      expect(clash("offer.json", '"softCap": "700000.00"', '"softCap": "950000.01"')).to.match(
        /below the soft cap/,
      );
      expect(clash("evidence.json", '"serialCount", "attestedValue"', '"serialCount"')).to.match(
        /VALUATION needs attestedValue too/,
      );
      expect(
        clash("evidence.json", '"serialCount", "attestedValue"', '"serialCount", "attestedValue", "isin"'),
      ).to.match(/schema of VALUATION has no isin/);
      expect(clash("evidence.json", '"topic": "ASSET_EXISTENCE"', '"topic": "LEGAL_ENTITY"')).to.match(
        /no evidence for ASSET_EXISTENCE/,
      );
    });

    it("EVID-8: accepts units exactly at the attested value less the haircut", () => {
      const text = exampleText("ev-charging-note", "asset.json").replace('"128000000.00"', '"125000000.00"');
      expect(exampleInputs("ev-charging-note", { "asset.json": text }).asset.attestedValue.minor).to.equal(
        12_500_000_000n,
      );
    });

    it("EVID-8: an asset without serials has the zero root", () => {
      const text = exampleText("municipal-bond", "asset.json").replace('"serials.csv"', "null");
      expect(exampleInputs("municipal-bond", { "asset.json": text }).serials.count).to.equal(0);
    });
  });

  describe("values", () => {
    it("EVID-7: reads money to the minor unit and to the millionth, never through a float", () => {
      expect(parseMoney("9007199254740993.01", "CNY")).to.deep.equal({
        currency: "CNY",
        minor: 900719925474099301n,
        millionths: 9007199254740993010000n,
      });
      expect(parseMoney("100", "JPY")).to.deep.equal({
        currency: "JPY",
        minor: 100n,
        millionths: 100_000_000n,
      });
      expect(caught(() => parseMoney("100.5", "JPY")).code).to.equal("AMOUNT_INVALID");
      for (const text of ["", ".5", "5.", "01", "+1", "-1", "1e3", "1,000", " 1", "0x1", "9".repeat(61)]) {
        expect(caught(() => parseAmount(text, 2)).code, text).to.equal("AMOUNT_INVALID");
      }
    });

    it("EVID-7: writes and reads any amount back", () => {
      fc.assert(
        fc.property(
          fc.bigInt({ min: 0n, max: 10n ** 50n }),
          fc.integer({ min: 0, max: 18 }),
          (value, decimals) => {
            expect(parseAmount(formatAmount(value, decimals), decimals)).to.equal(value);
          },
        ),
        { seed: 20261121 },
      );
    });

    it("EVID-7: gives the values of the examples as the contracts take them", () => {
      const note = exampleInputs("ev-charging-note");
      expect(note.serials.count).to.equal(9_000);
      expect(note.asset.attestedValue.millionths).to.equal(128_000_000_000_000n);
      expect(note.terms.units).to.equal(100_000_000n);
      expect("revenue" in note.terms && note.terms.revenue.shareBps).to.equal(6_000n);
      expect(note.offer.softCap).to.equal(70_000_000n);
      expect(note.token.allowedCountries.map(({ numeric }) => numeric)).to.deep.equal([156, 344, 702, 784]);
      expect(note.investors[1]).to.deep.include({
        name: "Pearl Delta Insurance Asset Management Co., Ltd.",
        wallet: 1,
        line: 3,
      });
      const bond = exampleInputs("municipal-bond");
      expect(
        "bond" in bond.terms && [bond.terms.bond.couponRatePpm, formatDay(bond.terms.bond.maturityDay)],
      ).to.deep.equal([38_500n, "2032-02-29"]);
      const raw: unknown = JSON.parse(exampleText("municipal-bond", "token.json"));
      expect(bond.token.hash).to.equal(keccak256(canonicalBytes(raw)));
    });
  });
});
