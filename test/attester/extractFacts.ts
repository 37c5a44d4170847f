import {
  compareFacts,
  documentFacts,
  extractFacts,
  readDocument,
  recordFactsOf,
  showFact,
} from "@muniment/attester";
import type { DocumentText, ExtractedFact } from "@muniment/attester";
import { factKinds, ProtocolError, topics, utf8 } from "@muniment/protocol";
import type { FactName, GatedStageName } from "@muniment/protocol";
import { expect } from "chai";
import PDFDocument from "pdfkit";
import { exampleBytes, exampleInputs } from "../helpers/exampleFile.js";
import type { ExampleName } from "../helpers/exampleFile.js";
import { rejected } from "../helpers/rejected.js";

const examples: readonly ExampleName[] = ["ev-charging-note", "municipal-bond"];
const read = (text: string) => extractFacts({ pages: [text] }).map(({ fact, value }) => [fact, value]);
const first = (text: string): ExtractedFact => {
  const [fact] = extractFacts({ pages: [text] });
  if (fact === undefined) throw new TypeError(`no fact in: ${text}`);
  return fact;
};

describe("extractFacts", () => {
  describe("values", () => {
    it("EVID-16: money in any usual form, in millionths, with its currency", () => {
      const forms = ["CNY 128,000,000.00", "RMB128 million", "CNY 128000000", "CNY 0.128 billion"];
      for (const form of forms) {
        const fact = first(`The market value is ${form}.`);
        expect([fact.fact, fact.value, fact.currency], form).to.deep.equal([
          "attestedValue",
          "128000000000000",
          "CNY",
        ]);
      }
      expect(first("a price of HK$1,000.50 a unit")).to.include({ value: "1000500000", currency: "HKD" });
      expect(first("a price of CNY 1.0000001")).to.include({ flaw: "it has more than six decimals" });
      expect(read("a price of ABC 100")).to.deep.equal([]);
    });

    it("EVID-16: dates, rates and counts", () => {
      expect(read("It matures on 31 December 2031.")).to.deep.equal([["maturityDate", "2031-12-31"]]);
      expect(read("Maturity: 2031-12-31")).to.deep.equal([["maturityDate", "2031-12-31"]]);
      expect(first("It matures on 31 February 2031.")).to.include({
        value: "2031-02-31",
        flaw: "there is no such day",
      });
      expect(read("a coupon of 3.85 % a year")).to.deep.equal([["rate", "38500"]]);
      expect(read("a haircut of 2,000 basis points")).to.deep.equal([["haircut", "200000"]]);
      expect(read("a haircut of 20 per cent")).to.deep.equal([["haircut", "200000"]]);
      expect(read("divided into 1,000,000.50 units")).to.deep.equal([["units", "1000000.5"]]);
      expect(read("9,000 charging piles and 7 investors")).to.deep.equal([
        ["serialCount", "9000"],
        ["investorCount", "7"],
      ]);
    });

    it("EVID-16: identifiers with a wrong check digit are found and flagged", () => {
      expect(first("the issuer (LEI MNMT00HARBOURLIGHT58)")).to.include({
        fact: "issuerLei",
        flaw: "its check digits are wrong",
      });
      expect(first("under ISIN XSMNMTEV0013")).to.include({ fact: "isin", flaw: "its check digit is wrong" });
      expect(first("incorporated in Nowhere (ZZ)")).to.include({
        fact: "jurisdiction",
        flaw: "there is no such country",
      });
    });

    it("EVID-16: quotes the words from the cue to the value", () => {
      expect(first("We think the assets are appraised, rather carefully, at CNY 5.00 today").quote).to.equal(
        "appraised, rather carefully, at CNY 5.00",
      );
    });
  });

  describe("whose value it is", () => {
    it("EVID-17: the nearest cue decides, and another party's identifier is none of ours", () => {
      expect(
        read("the issuer (LEI MNMT00HARBOURLIGHT59) and the custodian, Q (LEI 506700GE1G29325QX363)"),
      ).to.deep.equal([["issuerLei", "MNMT00HARBOURLIGHT59"]]);
      expect(read("the replacement cost is CNY 141,500,000.00")).to.deep.equal([]);
      expect(read("at a discount rate of 8.25 per cent")).to.deep.equal([]);
      expect(read("a sample of 120 charging piles")).to.deep.equal([["serialCount", "120"]]);
      expect(read("Dated 31 December 2031")).to.deep.equal([]);
    });

    it("EVID-17: a word of a name is no cue", () => {
      const text = "We identified the investor, Sha Tin Community Bank Limited (LEI MNMT00SHATINBANK0105).";
      expect(read(text)).to.deep.equal([
        ["investorLei", "MNMT00SHATINBANK0105"],
        ["investorName", "Sha Tin Community Bank Limited"],
      ]);
    });

    it("EVID-17: a value without a cue is no fact", () => {
      expect(read("CNY 128,000,000.00 and 0x" + "ab".repeat(32))).to.deep.equal([]);
    });
  });

  describe("the documents of the examples", () => {
    it("EVID-18: with any digit of any required fact changed, every document is refused", async function () {
      let changes = 0;
      for (const { name, record, text, topic, required } of await allDocuments()) {
        const facts = compareFacts({ document: name, topic, found: extractFacts(text), record, required });
        for (const fact of facts) {
          for (const changed of mutations(text, fact)) {
            const refusal = refusalOf(() =>
              compareFacts({ document: name, topic, found: extractFacts(changed), record, required }),
            );
            expect(refusal, `${name}: ${fact.quote}`).to.match(/^DOCUMENT_FACT_(MISMATCH|MISSING)$/);
            changes += 1;
          }
        }
      }
      expect(changes).to.be.greaterThan(2_000);
    });
  });

  describe("readDocument", () => {
    it("EVID-19: takes text from PDF and plain text alike, page by page", async () => {
      expect(await readDocument("a.txt", utf8("one\n  two\fthree"))).to.deep.equal({
        pages: ["one two", "three"],
      });
      const pdf = await readDocument("a.pdf", exampleBytes("ev-charging-note", "documents/appraisal.pdf"));
      expect(pdf.pages).to.have.length(2);
      expect(pdf.pages[1]).to.match(/^Method and assumptions/);
    });

    it("EVID-19: refuses what has no readable text", async () => {
      const code = async (bytes: Uint8Array) => (await rejected(documentFacts("x", bytes))).code;
      expect(await code(new Uint8Array())).to.equal("DOCUMENT_UNREADABLE");
      expect(await code(Uint8Array.of(0xff, 0xfe, 0x41))).to.equal("DOCUMENT_UNREADABLE");
      expect(await code(Uint8Array.of(0x41, 0, 0x42))).to.equal("DOCUMENT_UNREADABLE");
      expect(await code(utf8("%PDF-1.7\nnot really"))).to.equal("DOCUMENT_UNREADABLE");
      expect(await code(new Uint8Array(25_000_001))).to.equal("DOCUMENT_UNREADABLE");
      const pages = await pdfOf((pdf) => pdf.rect(10, 10, 100, 100).fill("black"));
      expect(await code(pages)).to.equal("DOCUMENT_UNREADABLE");
      const many = await pdfOf((pdf) => {
        for (let page = 1; page < 301; page += 1) pdf.addPage();
      });
      expect((await rejected(documentFacts("x", many))).context["problem"]).to.equal(
        "it has more than 300 pages",
      );
    });
  });

  it("EVID-16: shows facts as people write them", () => {
    expect(showFact("attestedValue", { value: "128000000000000", currency: "CNY" })).to.equal(
      "CNY 128000000.00",
    );
    expect(showFact("nav", { value: "100655", currency: "CNY" })).to.equal("CNY 0.100655");
    expect(showFact("rate", { value: "38500" })).to.equal("3.85 %");
    expect(showFact("haircut", { value: "200000" })).to.equal("20 %");
    expect(showFact("serialCount", { value: "9000" })).to.equal("9000");
    expect(showFact("rate", { value: "?" })).to.equal("?");
  });
});

/** Every document of both examples with what it must state. */
async function allDocuments() {
  const documents = [];
  for (const example of examples) {
    const inputs = exampleInputs(example);
    for (const stage of Object.keys(topics) as GatedStageName[]) {
      for (const entry of inputs.evidence[stage]) {
        const investors = entry.subject === "investor" ? inputs.investors : [undefined];
        for (const investor of investors) {
          const name = entry.document.replace("{lei}", investor?.lei ?? "");
          const text = await readDocument(name, exampleBytes(example, name));
          const record = recordFactsOf(inputs, stage, investor);
          documents.push({
            name: `${example}/${name}`,
            text,
            record,
            topic: entry.topic,
            required: entry.facts,
          });
        }
      }
    }
  }
  return documents;
}

/** The document once with each digit of the fact changed, or with each letter of an identifier or name. */
function mutations(text: DocumentText, { fact, quote, page, value }: ExtractedFact): DocumentText[] {
  const original = text.pages[page - 1] ?? "";
  const start = original.indexOf(quote);
  const from = isVerbatim(fact) ? start + quote.lastIndexOf(value) : start;
  const length = isVerbatim(fact) ? value.length : quote.length;
  const changeable = isVerbatim(fact) ? /[0-9A-Za-z]/ : /[0-9]/;
  return Array.from({ length }, (_, index) => from + index)
    .filter((place) => changeable.test(original[place] ?? ""))
    .filter((place) => !(factKinds[fact] === "hash" && original[place] === "x"))
    .map((place) => {
      const changed = original.slice(0, place) + next(original[place] ?? "") + original.slice(place + 1);
      return { pages: text.pages.map((other, index) => (index === page - 1 ? changed : other)) };
    });
}

const isVerbatim = (fact: FactName) =>
  ["lei", "isin", "hash", "cfi", "mic", "text", "country"].includes(factKinds[fact]);

function next(character: string): string {
  if (/[0-9]/.test(character)) return String((Number(character) + 1) % 10);
  return /[a-fA-F]/.test(character)
    ? "0"
    : String.fromCharCode(character.charCodeAt(0) + (/[zZ]/.test(character) ? -1 : 1));
}

function refusalOf(run: () => unknown): string {
  try {
    run();
    return "accepted";
  } catch (error) {
    if (error instanceof ProtocolError) return String(error.code);
    throw error;
  }
}

async function pdfOf(draw: (pdf: PDFKit.PDFDocument) => void): Promise<Uint8Array> {
  const pdf = new PDFDocument({ compress: false });
  const chunks: Uint8Array[] = [];
  pdf.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise((resolve) => pdf.on("end", resolve));
  draw(pdf);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}
