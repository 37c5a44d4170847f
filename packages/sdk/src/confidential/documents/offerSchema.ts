import { z } from "zod";
import { documentShapes } from "./documentShapes.js";

const { amount, asset, count, element, hash } = documentShapes;

const value = z.strictObject({ asset, amount: amount.refine((units) => units > 0n, "zero") });

/** Where a payment goes: a holder's key, and the hash of a nullifier key of its own (SETTLE-95). */
export const paymentAddressSchema = z.strictObject({ key: element, keyHash: element });

/** See {@link paymentAddressSchema}. */
export type PaymentAddress = z.output<typeof paymentAddressSchema>;

/**
 * What party 0 offers party 1: delivery against payment (SETTLE-96). It stays with the two.
 */
export const offerSchema = z
  .strictObject({
    domain: element,
    /** What party 0 gives. */
    give: value,
    /** What party 0 gets. */
    take: value,
    /** Where party 0 gets it. */
    giver: paymentAddressSchema,
    /** Key of party 1. */
    taker: element,
    /** Unix seconds; it settles in a batch of an earlier time only. */
    expiresAt: count,
    /** What the parties agreed on besides. */
    text: z.string().max(10_000),
    /** 32 random bytes, so that nobody finds the terms by trying. */
    salt: hash,
  })
  .refine(({ giver, taker }) => giver.key !== taker, "both parties have the same key");

/** See {@link offerSchema}. */
export type SettlementOffer = z.output<typeof offerSchema>;
export type OfferDocument = z.input<typeof offerSchema>;
