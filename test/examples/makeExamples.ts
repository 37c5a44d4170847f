import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stages, topicFacts, topics } from "@muniment/protocol";
import type { GatedStageName } from "@muniment/protocol";
import { expect } from "chai";
import { makeExamples } from "../../examples/makeExamples.js";
import { exampleBytes, exampleInputs } from "../helpers/exampleFile.js";
import type { ExampleName } from "../helpers/exampleFile.js";

const source = fileURLToPath(new URL("../../examples", import.meta.url));
const examples: readonly ExampleName[] = ["ev-charging-note", "municipal-bond"];

describe("examples", () => {
  it("EVID-20: are made again byte for byte, and nothing else lies among the documents", async () => {
    const target = mkdtempSync(join(tmpdir(), "muniment-examples-"));
    try {
      const made = await makeExamples(source, target);
      expect(made).to.have.length(56);
      for (const file of made) {
        expect(readFileSync(join(target, file)).equals(readFileSync(join(source, file))), file).to.equal(
          true,
        );
      }
      for (const example of examples) {
        const folder = join(source, example, "documents");
        const present = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
          file.endsWith(".pdf"),
        );
        const expected = made.filter((file) => file.startsWith(`${example}/documents/`));
        expect(present.map((file) => `${example}/documents/${file}`).sort()).to.deep.equal(
          [...expected].sort(),
        );
      }
    } finally {
      rmSync(target, { recursive: true });
    }
  });

  it("EVID-20: stay small", () => {
    const files = readdirSync(source, { recursive: true, encoding: "utf8" });
    const bytes = files.reduce((sum, file) => sum + statSync(join(source, file)).size, 0);
    expect(bytes).to.be.lessThan(3_000_000);
  });

  for (const example of examples) {
    it(`EVID-9: ${example} has evidence for every topic with the facts of its schema`, () => {
      const { evidence, asset, terms, offer, trading, investors } = exampleInputs(example);
      for (const stage of Object.keys(topics) as GatedStageName[]) {
        expect(evidence[stage].map(({ topic }) => topic)).to.deep.equal(topics[stage]);
        expect(stages[stage]).to.be.within(1, 5);
        for (const { topic, facts, document, subject } of evidence[stage]) {
          expect(facts).to.deep.equal(topicFacts[topic]);
          const files =
            subject === "investor" ? investors.map(({ lei }) => document.replace("{lei}", lei)) : [document];
          for (const file of files) expect(exampleBytes(example, file).length).to.be.greaterThan(1_000);
        }
      }
      const named = [
        ...asset.documents.map(({ file }) => file),
        terms.termSheet,
        offer.prospectus,
        trading.agreement,
      ];
      for (const file of named) expect(exampleBytes(example, file).length).to.be.greaterThan(1_000);
    });

    it(`EVID-20: ${example} has an investor whose country the token refuses, and none is allotted to it`, () => {
      const { investors, token, allocations } = exampleInputs(example);
      const allowed = token.allowedCountries.map(({ alpha2 }) => alpha2);
      const refused = investors
        .filter(({ country }) => !allowed.includes(country.alpha2))
        .map(({ lei }) => lei);
      expect(refused).to.have.length(1);
      expect(allocations.map(({ lei }) => lei)).not.to.include(refused[0]);
    });
  }
});
