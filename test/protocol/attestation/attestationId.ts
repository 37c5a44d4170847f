import { readFileSync } from "node:fs";
import {
  ATTESTATION_TYPES,
  attestationDomain,
  attestationId,
  attestationStructHash,
  domainSeparator,
  fromHex,
  schemaId,
  toHex,
  topicId,
  topics,
} from "@muniment/protocol";
import type { Attestation, Hex } from "@muniment/protocol";
import { expect } from "chai";
import { TypedDataEncoder } from "ethers";
import fc from "fast-check";
import { caught } from "../../helpers/caught.js";

type Message = { [Name in keyof Attestation]: Attestation[Name] extends bigint ? string : Attestation[Name] };
interface Vectors {
  domain: { chainId: number; verifyingContract: Hex };
  domainSeparator: Hex;
  schema: { topicName: string; topic: Hex; definition: string; id: Hex };
  attestations: { name: string; message: Message; structHash: Hex; digest: Hex }[];
}

const vectors = JSON.parse(
  readFileSync(new URL("../../../spec/vectors/attestation.json", import.meta.url), "utf8"),
) as Vectors;
const domain = attestationDomain(vectors.domain.chainId, vectors.domain.verifyingContract);
const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex);
const address = fc.uint8Array({ minLength: 20, maxLength: 20 }).map(toHex);
const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const anyAttestation: fc.Arbitrary<Attestation> = fc.record({
  asset: bytes32,
  stage: fc.integer({ min: 0, max: 255 }),
  submission: bytes32,
  topic: bytes32,
  schema: bytes32,
  subject: address,
  documentHash: bytes32,
  fieldsRoot: bytes32,
  attester: address,
  issuedAt: uint64,
  expiresAt: uint64,
  nonce: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
});

describe("attestationId", () => {
  it("EVID-1: gives the domain separator, struct hashes and ids of the vectors", () => {
    expect(domainSeparator(domain)).to.equal(vectors.domainSeparator);
    expect(vectors.attestations).to.have.length.greaterThan(0);
    for (const { name, message, structHash, digest } of vectors.attestations) {
      const attestation = {
        ...message,

        issuedAt: BigInt(message.issuedAt),
        expiresAt: BigInt(message.expiresAt),
        nonce: BigInt(message.nonce),
      };
      expect(attestationStructHash(attestation), name).to.equal(structHash);
      expect(attestationId(domain, attestation), name).to.equal(digest);
    }
  });

  it("EVID-1: agrees with ethers on any attestation", () => {
    fc.assert(
      fc.property(anyAttestation, uint64, address, (attestation, chainId, registry) => {
        const other = attestationDomain(chainId, registry);
        expect(attestationId(other, attestation)).to.equal(
          TypedDataEncoder.hash({ ...other }, ATTESTATION_TYPES, attestation),
        );
      }),
      { seed: 20261121, numRuns: 200 },
    );
  });

  it("EVID-1: refuses what does not fit its type", () => {
    const [sample] = fc.sample(anyAttestation, { seed: 1, numRuns: 1 }) as [Attestation];
    expect(caught(() => attestationId(domain, { ...sample, stage: 256 })).code).to.equal(
      "INTEGER_OUT_OF_RANGE",
    );
    expect(caught(() => attestationId(domain, { ...sample, nonce: -1n })).context).to.include({
      type: "uint256",
    });
    expect(caught(() => attestationId(domain, { ...sample, asset: "0x12" })).code).to.equal("HEX_INVALID");
    expect(caught(() => attestationId(domain, { ...sample, subject: "0xzz" })).code).to.equal("HEX_INVALID");
  });

  it("EVID-2: gives the topic and schema ids of the vectors", () => {
    expect(topicId(vectors.schema.topicName)).to.equal(vectors.schema.topic);
    expect(schemaId(vectors.schema.topic, vectors.schema.definition)).to.equal(vectors.schema.id);
  });

  it("EVID-2: has 22 checkpoint entries, 21 topics, no two with one id", () => {
    const names = Object.values(topics).flat();
    expect(names).to.have.length(22);
    expect(new Set(names.map(topicId)).size).to.equal(21);
    expect(fromHex(topicId("VALUATION"))).to.have.length(32);
  });
});
