import {
  buildFieldTree,
  documentHash,
  fieldSalt,
  fromHex,
  keccak256,
  ProtocolError,
  schemaDefinition,
  schemaId,
  stages,
  topicId,
  utf8,
} from "@muniment/protocol";
import type { Attestation, EvidenceEntry, FieldTree, GatedStageName, Hex } from "@muniment/protocol";
import { documentFacts } from "./documentFacts.js";
import { compareFacts } from "./facts/compareFacts.js";
import type { ExtractedFact } from "./facts/ExtractedFact.js";
import type { RecordFacts } from "./facts/RecordFact.js";

/** Parameters of {@link prepareAttestation}. */
export interface PrepareAttestationParameters {
  readonly entry: Pick<EvidenceEntry, "topic" | "facts" | "validityDays">;
  /** The document: its name for errors, its bytes, and the hash that was submitted or registered for it. */
  readonly document: { readonly name: string; readonly bytes: Uint8Array; readonly submittedHash: Hex };
  /** What the asset record says, see recordFactsOf. */
  readonly record: RecordFacts;
  /** What only the chain and the caller know. */
  readonly chain: {
    readonly asset: Hex;
    readonly stage: GatedStageName;
    readonly submission: Hex;
    readonly subject: Hex;
    readonly attester: Hex;
    /** Unix seconds, the time of issue. */
    readonly now: bigint;
    readonly nonce: bigint;
  };
  /** The attester's own 32 secret bytes; each attestation's salts are derived from it. */
  readonly secret: Uint8Array;
}

/** An attestation ready to sign, the fields behind its root, and where each fact stands in the document. */
export interface PreparedAttestation {
  readonly attestation: Attestation;
  readonly fields: FieldTree;
  readonly facts: readonly ExtractedFact[];
  /** Definition the schema id is of. */
  readonly schemaDefinition: string;
}

const secondsPerDay = 86_400n;

/**
 * Checks a document against the asset record and draws up the attestation: recomputes the document's hash, takes the
 * facts out of its text, refuses any that contradicts the record or is missing, and commits to them as salted fields.
 * @throws ATTESTER_IS_SUBJECT, DOCUMENT_HASH_MISMATCH, DOCUMENT_UNREADABLE, DOCUMENT_FACT_MISMATCH,
 * DOCUMENT_FACT_MISSING, FACT_UNDEFINED, SECRET_INVALID
 */
export async function prepareAttestation(
  parameters: PrepareAttestationParameters,
): Promise<PreparedAttestation> {
  const { entry, document, record, chain } = parameters;
  if (chain.attester.toLowerCase() === chain.subject.toLowerCase()) {
    throw new ProtocolError("ATTESTER_IS_SUBJECT", { attester: chain.attester });
  }
  const hash = documentHash(document.bytes);
  if (hash !== document.submittedHash.toLowerCase()) {
    throw new ProtocolError("DOCUMENT_HASH_MISMATCH", {
      document: document.name,
      expected: document.submittedHash,
      found: hash,
    });
  }
  const { facts: found } = await documentFacts(document.name, document.bytes);
  const facts = compareFacts({
    document: document.name,
    topic: entry.topic,
    found,
    record,
    required: entry.facts,
  });
  const topic = topicId(entry.topic);
  // Salts differ between attestations, so that equal values in two documents do not show.
  const secret = secretFor(parameters.secret, [chain.submission, topic, chain.subject, hash]);
  const fields = buildFieldTree(
    facts.map(({ fact, value }) => ({ name: fact, value: utf8(value), salt: fieldSalt(secret, fact) })),
  );
  const definition = schemaDefinition(entry.topic);
  const attestation: Attestation = {
    asset: chain.asset,
    stage: stages[chain.stage],
    submission: chain.submission,
    topic,
    schema: schemaId(topic, definition),
    subject: chain.subject,
    documentHash: hash,
    fieldsRoot: fields.root,
    attester: chain.attester,
    issuedAt: chain.now,
    expiresAt: chain.now + entry.validityDays * secondsPerDay,
    nonce: chain.nonce,
  };
  return { attestation, fields, facts, schemaDefinition: definition };
}

function secretFor(secret: Uint8Array, context: readonly Hex[]): Uint8Array {
  if (secret.length !== 32) throw new ProtocolError("SECRET_INVALID", { length: secret.length });
  return fromHex(keccak256(secret, ...context.map((part) => fromHex(part))));
}
