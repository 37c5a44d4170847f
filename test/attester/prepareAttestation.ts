import { prepareAttestation, recordFactsOf, signAttestation } from "@muniment/attester";
import type { PrepareAttestationParameters } from "@muniment/attester";
import {
  ATTESTATION_TYPES,
  attestationDomain,
  attestationId,
  documentHash,
  proveField,
  ProtocolError,
  schemaDefinition,
  schemaId,
  topicId,
  topics,
  utf8,
  verifyField,
} from "@muniment/protocol";
import type {
  AssetInputs,
  EvidenceEntry,
  GatedStageName,
  Hex,
  InvestorInput,
  TopicName,
} from "@muniment/protocol";
import { expect } from "chai";
import { recoverAddress, verifyTypedData, Wallet } from "ethers";
import { draftRegistration } from "../../examples/draftRegistration.js";
import { assetWords } from "../../examples/assetWords.js";
import type { AssetWords } from "../../examples/assetWords.js";
import { setDocument } from "../../examples/setDocument.js";
import { exampleBytes, exampleInputs } from "../helpers/exampleFile.js";
import type { ExampleName } from "../helpers/exampleFile.js";
import { rejected } from "../helpers/rejected.js";

const signer = new Wallet("0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d");
const issuer: Hex = "0x00000000000000000000000000000000000a11ce";
const note = exampleInputs("ev-charging-note");
const bond = exampleInputs("municipal-bond");
const inputsOf = (example: ExampleName) => (example === "ev-charging-note" ? note : bond);

interface Choice {
  readonly example?: ExampleName;
  readonly stage?: GatedStageName;
  readonly topic?: TopicName;
  readonly investor?: InvestorInput;
}

function entryOf(inputs: AssetInputs, stage: GatedStageName, topic: TopicName): EvidenceEntry {
  const entry = inputs.evidence[stage].find((candidate) => candidate.topic === topic);
  if (entry === undefined) throw new TypeError(`${topic} is not in the example`);
  return entry;
}

/** What an attester would be asked with; by default the appraisal of the charging piles. */
function request(choice: Choice = {}): PrepareAttestationParameters {
  const { example = "ev-charging-note", stage = "Registered", topic = "VALUATION", investor } = choice;
  const inputs = inputsOf(example);
  const entry = entryOf(inputs, stage, topic);
  const name = entry.document.replace("{lei}", investor?.lei ?? "");
  const bytes = exampleBytes(example, name);
  return {
    entry,
    document: { name, bytes, submittedHash: documentHash(bytes) },
    record: recordFactsOf(inputs, stage, investor),
    chain: {
      asset: topicId("asset"),
      stage,
      submission: topicId("submission"),
      subject: issuer,
      attester: signer.address as Hex,
      now: 1_795_000_000n,
      nonce: 7n,
    },
    secret: new Uint8Array(32).fill(9),
  };
}

/** The request with another document in place, submitted under its own hash. */
const withDocument = (
  base: PrepareAttestationParameters,
  bytes: Uint8Array,
): PrepareAttestationParameters => ({
  ...base,
  document: { ...base.document, bytes, submittedHash: documentHash(bytes) },
});

describe("prepareAttestation", () => {
  it("EVID-10: draws up a statement about the document's hash, facts, schema and time", async () => {
    const parameters = request();
    const { attestation, fields, facts, schemaDefinition: definition } = await prepareAttestation(parameters);
    expect(attestation).to.deep.equal({
      asset: topicId("asset"),
      stage: 1,
      submission: topicId("submission"),
      topic: topicId("VALUATION"),
      schema: schemaId(topicId("VALUATION"), "string issuerLei,string serialCount,string attestedValue"),
      subject: issuer,
      documentHash: documentHash(exampleBytes("ev-charging-note", "documents/appraisal.pdf")),
      fieldsRoot: fields.root,
      attester: signer.address,
      issuedAt: 1_795_000_000n,
      expiresAt: 1_795_000_000n + 180n * 86_400n,
      nonce: 7n,
    });
    expect(definition).to.equal(schemaDefinition("VALUATION"));
    expect(facts.map(({ fact, value, page }) => [fact, value, page])).to.deep.equal([
      ["issuerLei", "MNMT00HARBOURLIGHT59", 1],
      ["serialCount", "9000", 1],
      ["attestedValue", "128000000000000", 1],
    ]);
    expect(facts[2]?.quote).to.equal("appraised at CNY 128,000,000.00");
  });

  it("EVID-11: each fact can be opened alone, as text, and no other value fits", async () => {
    const { attestation, fields } = await prepareAttestation(request({ stage: "Trading", topic: "RESERVE" }));
    const proof = proveField(fields, "reserve");
    expect(Buffer.from(proof.value).toString()).to.equal(String(note.trading.reserve.millionths));
    expect(verifyField(attestation.fieldsRoot, proof)).to.equal(true);
    expect(verifyField(attestation.fieldsRoot, { ...proof, value: utf8("103500000000001") })).to.equal(false);
  });

  it("EVID-11: salts differ by secret, submission, subject and document, and repeat otherwise", async () => {
    const base = request();
    const rootOf = async (changes: Partial<PrepareAttestationParameters>) =>
      (await prepareAttestation({ ...base, ...changes })).attestation.fieldsRoot;
    const roots = await Promise.all([
      rootOf({}),
      rootOf({ secret: new Uint8Array(32).fill(8) }),
      rootOf({ chain: { ...base.chain, submission: topicId("revision 2") } }),
      rootOf({ chain: { ...base.chain, subject: "0x0000000000000000000000000000000000000b0b" } }),
    ]);
    expect(new Set(roots).size).to.equal(4);
    expect(await rootOf({ chain: { ...base.chain, nonce: 8n, now: 1n } })).to.equal(roots[0]);
    expect((await rejected(rootOf({ secret: new Uint8Array(31) }))).code).to.equal("SECRET_INVALID");
  });

  it("EVID-10: signs what is drawn up, and only with the attester's key", async () => {
    const { attestation } = await prepareAttestation(request());
    const domain = attestationDomain(424_242, "0x73511669fd4dE447feD18BB79bAFeAC93aB7F31f");
    const signature = await signAttestation(signer, domain, attestation);
    expect(signature).to.match(/^0x[0-9a-f]{130}$/);
    expect(recoverAddress(attestationId(domain, attestation), signature)).to.equal(signer.address);
    expect(verifyTypedData({ ...domain }, ATTESTATION_TYPES, attestation, signature)).to.equal(
      signer.address,
    );
    const error = await rejected(signAttestation(Wallet.createRandom(), domain, attestation));
    expect(error.code).to.equal("SIGNER_MISMATCH");
    expect(error.exitCode).to.equal(2);
  });

  describe("refusals", () => {
    it("EVID-12: another document hash than the submitted one", async () => {
      const base = request();
      const submittedHash = topicId("another document");
      const error = await rejected(
        prepareAttestation({ ...base, document: { ...base.document, submittedHash } }),
      );
      expect(error.code).to.equal("DOCUMENT_HASH_MISMATCH");
      expect(error.context).to.deep.equal({
        document: "documents/appraisal.pdf",
        expected: submittedHash,
        found: base.document.submittedHash,
      });
      expect(error.exitCode).to.equal(2);
    });

    it("EVID-12: one byte changed anywhere in the file", async () => {
      const base = request();
      for (const place of [
        0,
        100,
        Math.floor(base.document.bytes.length / 2),
        base.document.bytes.length - 1,
      ]) {
        const bytes = Uint8Array.from(base.document.bytes);
        bytes[place] = (bytes[place] ?? 0) ^ 1;
        const error = await rejected(prepareAttestation({ ...base, document: { ...base.document, bytes } }));
        expect(error.code).to.equal("DOCUMENT_HASH_MISMATCH");
      }
    });

    it("EVID-13: an appraisal set anew with another value, LEI or count", async () => {
      const words = assetWords["ev-charging-note"] as AssetWords;
      const { asset, serials } = note;
      const more = { currency: "CNY", minor: 12_800_000_100n, millionths: 128_000_001_000_000n };
      const other = { ...asset.issuer, lei: bond.asset.issuer.lei };
      const changes: readonly [Partial<AssetInputs>, string, string, string][] = [
        [
          { asset: { ...asset, attestedValue: more } },
          "attestedValue",
          "CNY 128000000.00",
          "CNY 128000001.00",
        ],
        [{ asset: { ...asset, issuer: other } }, "issuerLei", asset.issuer.lei, bond.asset.issuer.lei],
        [{ serials: { ...serials, count: 8_999 } }, "serialCount", "9000", "8999"],
      ];
      for (const [change, fact, expected, found] of changes) {
        const draft = draftRegistration({ ...note, ...change }, words).VALUATION;
        if (draft === undefined) throw new TypeError("no draft");
        const error = await rejected(prepareAttestation(withDocument(request(), await setDocument(draft))));
        expect(error.code).to.equal("DOCUMENT_FACT_MISMATCH");
        expect(error.context).to.include({
          document: "documents/appraisal.pdf",
          page: 1,
          fact,
          expected,
          found,
        });
        expect(error.exitCode).to.equal(2);
      }
    });

    it("EVID-13: a contradiction on the second page only, named with its page", async () => {
      const draft = draftRegistration(note, assetWords["ev-charging-note"] as AssetWords).VALUATION;
      if (draft?.annex === undefined) throw new TypeError("no draft");
      const annex = draft.annex.map((text) => text.replace("CNY 128,000,000.00", "CNY 138,000,000.00"));
      const bytes = await setDocument({ ...draft, annex });
      const error = await rejected(prepareAttestation(withDocument(request(), bytes)));
      expect(error.context).to.include({ page: 2, found: "CNY 138000000.00" });
      expect(error.message).to.match(/appraisal\.pdf, page 2: attestedValue is CNY 138000000\.00/);
    });

    it("EVID-14: a document that does not state a required fact", async () => {
      const text = utf8(`We valued 9,000 charging piles of the issuer (LEI ${note.asset.issuer.lei}).`);
      const error = await rejected(prepareAttestation(withDocument(request(), text)));
      expect(error.code).to.equal("DOCUMENT_FACT_MISSING");
      expect(error.context).to.include({ fact: "attestedValue", expected: "CNY 128000000.00" });
    });

    it("EVID-14: a fact the record does not have", async () => {
      const investor = note.investors[0] as InvestorInput;
      const base = request({ stage: "Issued", topic: "INVESTOR_ELIGIBLE", investor });
      const error = await rejected(prepareAttestation({ ...base, record: recordFactsOf(note, "Issued") }));
      expect([error.code, error.context["fact"]]).to.deep.equal(["FACT_UNDEFINED", "investorName"]);
    });

    it("EVID-15: an attester about itself", async () => {
      const base = request();
      const subject = base.chain.attester.toLowerCase() as Hex;
      const error = await rejected(prepareAttestation({ ...base, chain: { ...base.chain, subject } }));
      expect([error.code, error.exitCode]).to.deep.equal(["ATTESTER_IS_SUBJECT", 2]);
    });

    it("EVID-13: every document of one asset offered for the other", async () => {
      for (const stage of Object.keys(topics) as GatedStageName[]) {
        for (const topic of topics[stage]) {
          if (topic === "INVESTOR_ELIGIBLE") continue;
          const swapped = request({ example: "municipal-bond", stage, topic });
          const error = await rejected(
            prepareAttestation(withDocument(request({ stage, topic }), swapped.document.bytes)),
          );
          expect(error.code, topic).to.equal("DOCUMENT_FACT_MISMATCH");
        }
      }
    });

    it("EVID-13: one investor's certificate offered for another", async () => {
      const [one, other] = note.investors as [InvestorInput, InvestorInput];
      const base = request({ stage: "Issued", topic: "INVESTOR_ELIGIBLE", investor: one });
      const bytes = exampleBytes("ev-charging-note", `documents/investors/${other.lei}.pdf`);
      const error = await rejected(prepareAttestation(withDocument(base, bytes)));
      expect([error.code, error.context["found"]]).to.deep.equal(["DOCUMENT_FACT_MISMATCH", other.lei]);
      expect(error).to.be.instanceOf(ProtocolError);
    });
  });
});
