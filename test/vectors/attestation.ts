import { readFileSync } from "node:fs";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";
import { network } from "hardhat";
import { attestationTypes } from "../helpers/attestationTypes.js";

const { ethers, networkHelpers } = await network.create({ network: "l1", chainType: "l1" });
const path = new URL("../../spec/vectors/attestation.json", import.meta.url);
const vectors = JSON.parse(readFileSync(path, "utf8")) as {
  domain: { name: string; version: string; chainId: number; verifyingContract: string };
  domainSeparator: string;
  deployment: { deployer: string; nonce: number };
  type: string;
  typeHash: string;
  schema: { topicName: string; topic: string; definition: string; id: string };
  attesterKey: string;
  fields: {
    name: string;
    field: string;
    value: string;
    valueHash: string;
    salt: string;
    leaf: string;
    proof: string[];
  }[];
  fieldsRoot: string;
  rootsOfFirstFields: { count: number; root: string }[];
  attestations: {
    name: string;
    message: {
      asset: string;
      stage: number;
      submission: string;
      topic: string;
      schema: string;
      subject: string;
      documentHash: string;
      fieldsRoot: string;
      attester: string;
      issuedAt: string;
      expiresAt: string;
      nonce: string;
    };
    encoded: string;
    structHash: string;
    digest: string;
    signature: string;
  }[];
};

describe("spec/vectors/attestation.json", () => {
  /** A registry at the address that the vectors' domain names. */
  async function fixture() {
    const { deployer, nonce } = vectors.deployment;
    const manager = await ethers.deployContract("AccessManager", [(await ethers.getSigners())[0]]);
    const schemas = await ethers.deployContract("SchemaRegistry", [manager]);
    expect(await ethers.provider.getTransactionCount(deployer)).to.equal(nonce);
    const signer = await ethers.getSigner(deployer);
    const registry = await ethers.deployContract("AttestationRegistry", [manager, schemas], signer);
    await schemas.register(vectors.schema.topic, vectors.schema.definition);
    const { attester } = vectors.attestations[0]!.message;
    await registry.connect((await ethers.getSigners())[0]).trustAttester(vectors.schema.topic, attester);
    return { registry, schemas };
  }
  const load = () => networkHelpers.loadFixture(fixture);

  it("ATTEST-1: the schema's id", async () => {
    const { schemas } = await load();
    const { topicName, topic, definition, id } = vectors.schema;
    expect(ethers.id(topicName)).to.equal(topic);
    expect(await schemas.idOf(topic, definition)).to.equal(id);
  });

  it("ATTEST-4: the domain is the contract's", async () => {
    const { registry } = await load();
    const { name, version, chainId, verifyingContract } = vectors.domain;
    const domain = await registry.eip712Domain();
    expect([...domain].slice(1, 5)).to.deep.equal([name, version, BigInt(chainId), verifyingContract]);
    expect(ethers.TypedDataEncoder.hashDomain(vectors.domain)).to.equal(vectors.domainSeparator);
    expect(ethers.TypedDataEncoder.from(attestationTypes).encodeType("Attestation")).to.equal(vectors.type);
    expect(ethers.id(vectors.type)).to.equal(vectors.typeHash);
  });

  for (const { name, message, encoded, structHash, digest, signature } of vectors.attestations) {
    it(`ATTEST-4: ${name}: encoding, struct hash and digest`, async () => {
      const { registry } = await load();
      expect(ethers.dataLength(encoded)).to.equal(416);
      expect(encoded.slice(0, 66)).to.equal(vectors.typeHash);
      expect(ethers.keccak256(encoded)).to.equal(structHash);
      expect(ethers.keccak256(ethers.concat(["0x1901", vectors.domainSeparator, structHash]))).to.equal(
        digest,
      );
      expect(await registry.idOf(message)).to.equal(digest);
    });

    it(`ATTEST-13: ${name}: the registry accepts the signature`, async () => {
      const { registry } = await load();
      expect(new ethers.Wallet(vectors.attesterKey).address).to.equal(message.attester);
      await registry.record(message, signature);
      expect(await registry.isValid(digest)).to.equal(true);
    });
  }

  describe("fields", () => {
    const [{ message, digest, signature }] = vectors.attestations as [(typeof vectors.attestations)[0]];

    for (const { name, field, value, valueHash, salt, leaf, proof } of vectors.fields) {
      it(`ATTEST-21, ATTEST-22: ${name} is revealed with its proof and with nothing else`, async () => {
        const { registry } = await load();
        expect(ethers.id(name)).to.equal(field);
        expect(ethers.keccak256(value)).to.equal(valueHash);
        expect(
          StandardMerkleTree.of([[field, valueHash, salt]], ["bytes32", "bytes32", "bytes32"]).root,
        ).to.equal(leaf);
        await registry.record(message, signature);
        await expect(registry.revealField(digest, field, value, salt, proof))
          .to.emit(registry, "FieldRevealed")
          .withArgs(digest, field, value);
        const other = ethers.id("other");
        const wrong: [string, string, string, string[]][] = [
          [other, value, salt, proof],
          [field, ethers.concat([value, "0x00"]), salt, proof],
          [field, value, other, proof],
          [field, value, salt, proof.slice(1)],
          [field, value, salt, [...proof, other]],
        ];
        for (const [f, v, s, p] of wrong) {
          await expect(registry.revealField(digest, f, v, s, p))
            .to.be.revertedWithCustomError(registry, "AttestationFieldMismatch")
            .withArgs(digest, f);
        }
      });
    }

    it("ATTEST-21: the root of the first n fields, leaves sorted", () => {
      const leaves = vectors.fields.map(({ field, valueHash, salt }) => [field, valueHash, salt]);
      for (const { count, root } of vectors.rootsOfFirstFields) {
        const places = new Array<string>(2 * count - 1);
        const sorted = vectors.fields
          .slice(0, count)
          .map(({ leaf }) => leaf)
          .sort();
        sorted.forEach((leaf, i) => (places[2 * count - 2 - i] = leaf));
        for (let i = count - 2; i >= 0; i--) {
          places[i] = ethers.keccak256(ethers.concat([places[2 * i + 1]!, places[2 * i + 2]!].sort()));
        }
        expect(places[0], `${count} fields`).to.equal(root);
        const tree = StandardMerkleTree.of(leaves.slice(0, count), ["bytes32", "bytes32", "bytes32"]);
        expect(tree.root).to.equal(root);
      }
      expect(vectors.rootsOfFirstFields.at(-1)!.root).to.equal(vectors.fieldsRoot);
    });

    it("ATTEST-22: nothing is revealed of an unknown or revoked attestation", async () => {
      const { registry } = await load();
      const { field, value, salt, proof } = vectors.fields[0]!;
      const reveal = () => registry.revealField(digest, field, value, salt, proof);
      await expect(reveal()).to.be.revertedWithCustomError(registry, "AttestationUnknown").withArgs(digest);
      await registry.record(message, signature);
      const [admin] = await ethers.getSigners();
      await registry.connect(admin).revokeByAuthority(digest, ethers.ZeroHash);
      await expect(reveal())
        .to.be.revertedWithCustomError(registry, "AttestationAlreadyRevoked")
        .withArgs(digest);
    });

    it("ATTEST-22: an attestation without fields reveals none", async () => {
      const { registry } = await load();
      const bare = vectors.attestations[1]!;
      await registry.record(bare.message, bare.signature);
      const { field, value, salt, proof } = vectors.fields[0]!;
      await expect(registry.revealField(bare.digest, field, value, salt, proof))
        .to.be.revertedWithCustomError(registry, "AttestationFieldMismatch")
        .withArgs(bare.digest, field);
    });
  });
});
