import { z } from "zod";

import { rpcShapes } from "./rpcShapes.js";

const { address, bytes, count, hash, level, small } = rpcShapes;

/** Answer of muniment_getWithdrawalProof. */
export const withdrawalProofSchema = z.object({
  message: z.object({
    lane: small,
    place: count,
    sender: address,
    target: address,
    gasLimit: count,
    data: bytes,
  }),
  leaf: hash,
  /** Block of L2 that sent it. */
  block: count,
  transaction: hash,
  /** The first FINAL root that has the message, and the FINAL root before; null before it is FINAL. */
  root: z.object({ batch: count, before: count }).nullable(),
  /** From the leaf's up; none before it is FINAL. */
  siblings: z
    .array(hash)
    .nullable()
    .transform((siblings) => siblings ?? []),
  level,
});

/** See {@link withdrawalProofSchema}. */
export type WithdrawalProof = z.infer<typeof withdrawalProofSchema>;
