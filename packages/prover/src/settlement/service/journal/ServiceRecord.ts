import type { SettlementOperation } from "@muniment/protocol";
import {
  documentShapes,
  operationSchema,
  problemSchema,
  signatureSchema,
  signedLegSchema,
} from "@muniment/sdk";
import { z } from "zod";

const { hash } = documentShapes;
const place = z.union([z.literal(0), z.literal(1)]);

/** Both halves put together: the legs of these tickets, with this ephemeral secret; shown with this content. */
const composed = z.object({
  tickets: z.tuple([hash, hash]),
  ephemeral: operationSchema.shape.ephemeral,
  content: hash,
});

/** See {@link serviceRecord}. */
export type ComposedRecord = z.output<typeof composed>;

/** What the service has promised, a record each; the journal keeps them until L1 has the operation. */
export const serviceRecord = z.discriminatedUnion("kind", [
  /** An operation that was taken in; the time is the clock's, milliseconds. */
  z.object({ kind: z.literal("taken"), id: hash, at: z.number(), operation: operationSchema }),
  /** One that was taken in and then refused. */
  z.object({ kind: z.literal("refused"), id: hash, problem: problemSchema }),
  /** A party's half of a trade, with what was composed when it came. */
  z.object({ kind: z.literal("leg"), signed: signedLegSchema, composed: composed.optional() }),
  /** A party agreed to what was composed, as it was shown with this content. */
  z.object({ kind: z.literal("signed"), offer: hash, place, content: hash, signature: signatureSchema }),
]);

type Parsed = z.output<typeof serviceRecord>;
type Taken = Extract<Parsed, { kind: "taken" }>;

/** See {@link serviceRecord}. */
export type ServiceRecord =
  Exclude<Parsed, Taken> | (Omit<Taken, "operation"> & { readonly operation: SettlementOperation });
