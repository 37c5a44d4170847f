import { operationSize } from "@muniment/protocol";
import { z } from "zod";
import { documentShapes } from "../documents/documentShapes.js";
import { problemSchema } from "../documents/problemSchema.js";
import { assetRulesSchema } from "../documents/rosterSchema.js";

const { count, element, hash } = documentShapes;

/** What a prover answers, by what is asked (SETTLE-100). */
export const proverAnswers = {
  /** The operation's content hash, as a word. */
  submitted: z.object({ id: hash }),
  operation: z.object({
    status: z.enum(["waiting", "queued", "proving", "posted", "final", "refused"]),
    batch: count.optional(),
    transaction: hash.optional(),
    problem: problemSchema.optional(),
  }),
  leg: z.object({ status: z.enum(["waiting", "composed", "signed"]) }),
  offer: z.object({
    status: z.enum(["waiting", "composed", "signed"]),
    /** Of the composed operation. */
    words: z.array(element).length(operationSize).optional(),
    /** Of the asking party's own payment. */
    paymentSeed: element.optional(),
    /** What the other party wants that payment received by; it opens the commitment with the seed. */
    receiverKeyHash: element.optional(),
    /** Id of the operation: status is asked by it. */
    operation: hash.optional(),
  }),
  signature: z.object({ status: z.enum(["composed", "signed"]), operation: hash }),
  rules: z.object({ domain: element, number: count, time: count, rules: z.array(assetRulesSchema) }),
  status: z.object({
    lane: z.number().int().positive(),
    domain: element,
    /** Index of the last batch that L1 has. */
    batches: count,
    stateRoot: element,
    /** Operations that wait for a batch. */
    waiting: z.number().int().nonnegative(),
    /** Operations of a batch that circuits are there for. */
    sizes: z.array(z.number().int().positive()),
    /** Whether its reference string is INSECURE. */
    isInsecure: z.boolean(),
  }),
} as const;

/** Where an operation stands. */
export type OperationStanding = z.output<typeof proverAnswers.operation>;
/** Where an offer stands, for one of its parties. */
export type OfferStanding = z.output<typeof proverAnswers.offer>;
/** Rules that a prover works by. */
export type ProverRules = z.output<typeof proverAnswers.rules>;
/** How a prover is. */
export type ProverStatus = z.output<typeof proverAnswers.status>;
