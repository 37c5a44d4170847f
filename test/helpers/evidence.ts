import { topicId, type Hex } from "@muniment/protocol";
import { ATTESTATION_TYPES, attestationDomain } from "@muniment/protocol";
import { keccak256, toUtf8Bytes, TypedDataEncoder, ZeroHash, type Signer } from "ethers";

import { QUORUM_TOPICS, STAGE_TOPICS } from "./configuration.js";
import type { Actor, World } from "./world.js";

/** Numbers of the five stages. */
export const STAGE = {
  None: 0,
  Registered: 1,
  Structured: 2,
  Tokenized: 3,
  Issued: 4,
  Trading: 5,
  Suspended: 6,
  Defaulted: 7,
  Matured: 8,
  Redeemed: 9,
  Rejected: 10,
  Withdrawn: 11,
} as const;

/** Name of a stage entered through a checkpoint. */
export type GatedStage = keyof typeof STAGE_TOPICS;

/** An attestation as `AttestationRegistry.record` takes it. */
export interface TestAttestation {
  asset: string;
  stage: number;
  submission: string;
  topic: string;
  schema: string;
  subject: string;
  documentHash: string;
  fieldsRoot: string;
  attester: string;
  issuedAt: number;
  expiresAt: number;
  nonce: bigint;
}

let nonce = 0n;

/** An attestation of a topic about the submission in force, valid for a year from now; `overrides` change single fields. */
export async function draft(
  world: World,
  asset: string,
  stage: GatedStage,
  topic: string,
  overrides: Partial<TestAttestation> = {},
): Promise<TestAttestation> {
  const { Lifecycle, SchemaRegistry } = world.contracts;
  const { hash } = await Lifecycle.submissionOf(asset, STAGE[stage]);
  const now = await world.networkHelpers.time.latest();
  nonce += 1n;
  return {
    asset,
    stage: STAGE[stage],
    submission: hash,
    topic: topicId(topic),
    schema: await SchemaRegistry.idOf(topicId(topic), "string reference,string reserve"),
    subject: await Lifecycle.issuerOf(asset),
    documentHash: keccak256(toUtf8Bytes(`${topic} document`)),
    fieldsRoot: ZeroHash,
    attester: world.actors.attester1.address,
    issuedAt: now,
    expiresAt: now + 31_536_000,
    nonce,
    ...overrides,
  };
}

/** Signs an attestation with `signer`, whoever it names as attester. */
export async function sign(world: World, attestation: TestAttestation, signer: Signer): Promise<string> {
  const domain = attestationDomain(world.chainId, world.contracts.AttestationRegistry.target as Hex);
  return signer.signTypedData(domain, ATTESTATION_TYPES, attestation);
}

/** Id of an attestation in the test world. */
export function idOf(world: World, attestation: TestAttestation): string {
  const domain = attestationDomain(world.chainId, world.contracts.AttestationRegistry.target as Hex);
  return TypedDataEncoder.hash(domain, ATTESTATION_TYPES, attestation);
}

/** Records one attestation of a topic by an attester and returns its id. */
export async function attest(
  world: World,
  asset: string,
  stage: GatedStage,
  topic: string,
  options: { by?: Actor; overrides?: Partial<TestAttestation> } = {},
): Promise<string> {
  const signer = world.actors[options.by ?? "attester1"];
  const attestation = await draft(world, asset, stage, topic, {
    attester: signer.address,
    ...options.overrides,
  });
  await world.contracts.AttestationRegistry.record(attestation, await sign(world, attestation, signer));
  return idOf(world, attestation);
}

/** Records everything a stage's checkpoint asks about the issuer, except the topics in `without`. */
export async function attestAll(
  world: World,
  asset: string,
  stage: GatedStage,
  options: { without?: readonly string[]; overrides?: Partial<TestAttestation> } = {},
): Promise<void> {
  for (const topic of STAGE_TOPICS[stage]) {
    if (options.without?.includes(topic) === true || topic === "INVESTOR_ELIGIBLE") continue;
    const attesters: Actor[] = (QUORUM_TOPICS as readonly string[]).includes(topic)
      ? ["attester1", "attester2"]
      : ["attester1"];
    for (const by of attesters) {
      await attest(world, asset, stage, topic, {
        by,
        ...(options.overrides && { overrides: options.overrides }),
      });
    }
  }
}
