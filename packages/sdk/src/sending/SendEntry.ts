import { z } from "zod";

const hex = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]*$/)]);
const wei = z.string().regex(/^\d+$/).transform(BigInt);

const attempt = z.object({
  /** Hash of the transaction. */
  hash: hex,
  /** As it is given to a node, sidecar included; 0x when it will not be given again. */
  raw: hex,
  maxFeePerGas: wei,
  maxPriorityFeePerGas: wei,
  maxFeePerBlobGas: wei.optional(),
  /** L1 block after which it was signed. */
  block: z.number(),
});

/** What the journal holds of an intent: its nonce, and every transaction that was signed for it, the newest last. */
export const sendEntry = z.object({
  id: z.string(),
  nonce: z.number(),
  attempts: z.array(attempt).min(1),
  /** Where it was found with all confirmations; absent until then. */
  done: z.object({ hash: hex, block: z.number() }).optional(),
});

export type SendEntry = z.infer<typeof sendEntry>;
export type SendAttempt = z.infer<typeof attempt>;
