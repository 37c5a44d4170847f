import type { HardhatEthers } from "@nomicfoundation/hardhat-ethers/types";
import type { Signer } from "ethers";
import type { AttestationStruct } from "../../typechain-types/contracts/assets/attestation/AttestationRegistry.js";
import { signAttestation } from "./signAttestation.js";

const TOPIC = "VALUATION";
const DEFINITION = "string lei,uint64 piles";

/** Registries with one schema, one topic, three trusted attesters, and a way to make and record statements. */
export async function deployAttestations(ethers: HardhatEthers) {
  const [admin, issuer, stranger, ...rest] = await ethers.getSigners();
  const attesters = rest.slice(0, 3);
  const manager = await ethers.deployContract("AccessManager", [admin]);
  const schemas = await ethers.deployContract("SchemaRegistry", [manager]);
  const registry = await ethers.deployContract("AttestationRegistry", [manager, schemas]);

  const topic = ethers.id(TOPIC);
  await schemas.register(topic, DEFINITION);
  for (const attester of attesters) await registry.trustAttester(topic, attester);
  const start = (await ethers.provider.getBlock("latest"))!.timestamp;
  const base: AttestationStruct = {
    asset: ethers.id("asset"),
    stage: 1,
    submission: ethers.id("submission"),
    topic,
    schema: await schemas.idOf(topic, DEFINITION),
    subject: issuer!.address,
    documentHash: ethers.id("document"),
    fieldsRoot: ethers.ZeroHash,
    attester: attesters[0]!.address,
    issuedAt: start,
    expiresAt: start + 100_000,
    nonce: 0,
  };

  /** Signs the base statement with changes, by the attester it names unless another signer is given. */
  async function sign(changes: Partial<AttestationStruct> = {}, signer?: Signer) {
    const attestation = { ...base, ...changes };
    const owner = signer ?? rest.find(({ address }) => address === attestation.attester)!;
    return { attestation, signature: await signAttestation(owner, registry, attestation) };
  }

  /** Signs and records; returns the id. */
  async function record(changes: Partial<AttestationStruct> = {}): Promise<string> {
    const { attestation, signature } = await sign(changes);
    await registry.record(attestation, signature);
    return registry.idOf(attestation);
  }

  const query = {
    asset: base.asset,
    stage: base.stage,
    submission: base.submission,
    topic,
    subject: base.subject,
    excluded: ethers.ZeroAddress,
    quorum: 1,
    maxAge: 0,
  };
  const people = { admin: admin!, issuer: issuer!, stranger: stranger!, attesters, others: rest.slice(3) };
  return { manager, schemas, registry, topic, base, query, sign, record, start, ...people };
}
