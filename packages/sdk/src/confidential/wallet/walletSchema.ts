import type { SettlementOperation } from "@muniment/protocol";
import { z } from "zod";
import { documentShapes } from "../documents/documentShapes.js";
import { signedLegSchema } from "../documents/legSchema.js";
import { offerSchema } from "../documents/offerSchema.js";
import { operationSchema } from "../documents/operationSchema.js";

const { amount, asset, count, element, hash } = documentShapes;
const small = z.number().int().nonnegative();

/** What was begun and is not on L1 yet: its notes are not spent for anything else meanwhile. */
const pending = z.strictObject({
  /** Id of the operation; of the offer as long as it is not composed. */
  id: hash,
  kind: z.enum(["shield", "payment", "unshield", "merge", "delivery"]),
  /** Those that its leg shows, of blanks too: a batch that shows one has settled it, or made it impossible. */
  nullifiers: z.array(element),
  /** Unix seconds. */
  expiresAt: count,
  /** What was given to the prover, to give it again. */
  operation: operationSchema.optional(),
  offer: offerSchema.optional(),
  leg: signedLegSchema.optional(),
});

/** A holder's file: everything in it but the seed can be made again from L1. */
export const walletSchema = z.strictObject({
  format: z.literal("muniment-settlement-wallet-1"),
  domain: element,
  /** 32 bytes; whoever has it has everything. */
  seed: hash,
  /** Nullifier keys that were given out. */
  given: small,
  /** Nullifier keys up to the last one that a note was found for. */
  found: small,
  /** Batch that was read last. */
  tip: z.strictObject({ index: count, digest: hash, time: count, block: small }).optional(),
  notes: z.array(z.strictObject({ asset, amount, keyIndex: small, randomness: element })),
  pending: z.array(pending),
});

/** See {@link walletSchema}. */
export type WalletDocument = z.input<typeof walletSchema>;

/** What was begun: see the schema's part. */
export interface PendingOperation extends Omit<z.output<typeof pending>, "nullifiers" | "operation"> {
  readonly nullifiers: readonly bigint[];
  readonly operation?: SettlementOperation | undefined;
}

/** What a wallet's file says. */
export interface WalletContent extends Omit<z.output<typeof walletSchema>, "pending"> {
  readonly pending: readonly PendingOperation[];
}
