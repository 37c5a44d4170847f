import type { Hex } from "../bytes/Hex.js";

/**
 * One statement of evidence, as contracts/types/Attestation.sol has it.
 * @param asset Asset id.
 * @param stage 1 Registered to 5 Trading.
 * @param submission Hash of the submitted stage record the attester looked at.
 * @param topic Id of the topic, see topicId.
 * @param schema Id of the schema of the fields, see schemaId.
 * @param subject Address of the party the statement is about.
 * @param documentHash keccak256 of the document's bytes.
 * @param fieldsRoot Root over the salted fields.
 * @param attester Address of the signer.
 * @param issuedAt Unix seconds.
 * @param expiresAt Unix seconds; the statement holds before it.
 * @param nonce A number the attester has not used.
 */
export interface Attestation {
  readonly asset: Hex;
  readonly stage: number;
  readonly submission: Hex;
  readonly topic: Hex;
  readonly schema: Hex;
  readonly subject: Hex;
  readonly documentHash: Hex;
  readonly fieldsRoot: Hex;
  readonly attester: Hex;
  readonly issuedAt: bigint;
  readonly expiresAt: bigint;
  readonly nonce: bigint;
}
