import { crossingKinds } from "@muniment/protocol";
import { z } from "zod";
import { documentShapes } from "./documentShapes.js";
import { keyPoint } from "./keyPoint.js";

const { amount, asset, count, element, word } = documentShapes;

const input = z.strictObject({ amount, nullifierKey: element, randomness: element });
const output = z.strictObject({ amount, nullifierKeyHash: element });
const leg = z.strictObject({ asset, inputs: z.tuple([input, input]), payment: output, change: output });

/** Of a signature; its response is below the curve's order, which is above the field's. */
export const signatureSchema = z.strictObject({ challenge: element, response: word });

/** An operation as its giver brings it to a prover (SETTLE-94): everything but the secrets that spend. */
export const operationSchema = z.strictObject({
  crossing: z.strictObject({
    kind: z.union([
      z.literal(crossingKinds.none),
      z.literal(crossingKinds.shield),
      z.literal(crossingKinds.unshield),
    ]),
    amount,
    target: element,
  }),
  terms: element,
  expiresAt: count,
  ephemeral: element,
  parties: z.tuple([keyPoint, keyPoint]),
  legs: z.tuple([leg, leg]),
  signatures: z.tuple([signatureSchema, signatureSchema]),
});

/** See {@link operationSchema}. */
export type OperationDocument = z.input<typeof operationSchema>;
