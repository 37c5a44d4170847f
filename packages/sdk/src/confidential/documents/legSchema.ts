import { z } from "zod";
import { documentShapes } from "./documentShapes.js";
import { keyPoint } from "./keyPoint.js";
import { signatureSchema } from "./operationSchema.js";

const { amount, asset, count, element, hash } = documentShapes;

const input = z.strictObject({ amount, nullifierKey: element, randomness: element });

/**
 * One party's half of a DvP, as it brings it to the prover (SETTLE-97). What the leg's notes leave over is change.
 */
export const legSchema = z.strictObject({
  domain: element,
  /** What offerId gives. */
  offer: hash,
  /** What offerTerms gives. */
  terms: element,
  expiresAt: count,
  /** 0 for who offered. */
  place: z.union([z.literal(0), z.literal(1)]),
  asset,
  inputs: z.tuple([input, input]),
  /** Base units that the other party gets. */
  amount,
  /** Of the nullifier key of the change. */
  changeKeyHash: element,
  /** The party's own. */
  key: keyPoint,
  /** Of the nullifier key of what the party receives. */
  receiveKeyHash: element,
  /** Key of the other party, to which the leg pays. */
  counterparty: element,
  /** 32 random bytes; who has them may ask how the offer stands. */
  ticket: hash,
});

/** See {@link legSchema}. */
export type LegSubmission = z.output<typeof legSchema>;

/** A leg with its party's signature of what legMessage gives. */
export const signedLegSchema = z.strictObject({ leg: legSchema, signature: signatureSchema });

/** See {@link signedLegSchema}. */
export type SignedLeg = z.output<typeof signedLegSchema>;
export type SignedLegDocument = z.input<typeof signedLegSchema>;
