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

/** What the service has promised, a record each; the journal keeps them until L1 has the operation. */
export const serviceRecord = z.discriminatedUnion("kind", [
  /** An operation that was taken in; the time is the clock's, milliseconds. */
  z.object({ kind: z.literal("taken"), id: hash, at: z.number(), operation: operationSchema }),
  /** One that was taken in and then refused. */
  z.object({ kind: z.literal("refused"), id: hash, problem: problemSchema }),
  /** A party's half of a trade. */
  z.object({ kind: z.literal("leg"), signed: signedLegSchema }),
  /** Both halves were put together, with this ephemeral secret and the legs of these tickets. */
  z.object({
    kind: z.literal("composed"),
    offer: hash,
    tickets: z.tuple([hash, hash]),
    ephemeral: operationSchema.shape.ephemeral,
  }),
  /** A party agreed to what was composed. */
  z.object({ kind: z.literal("signed"), offer: hash, place, signature: signatureSchema }),
]);

type Parsed = z.output<typeof serviceRecord>;
type Taken = Extract<Parsed, { kind: "taken" }>;

/** See {@link serviceRecord}. */
export type ServiceRecord =
  Exclude<Parsed, Taken> | (Omit<Taken, "operation"> & { readonly operation: SettlementOperation });
