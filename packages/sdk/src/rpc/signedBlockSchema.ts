import { z } from "zod";

import { rpcShapes } from "./rpcShapes.js";

const { address, bytes, count, hash, small } = rpcShapes;

/** What a subscription to signedReceipts tells of each block. */
export const signedBlockSchema = z.object({
  lane: small,
  epoch: count,
  blockNumber: count,
  blockHash: hash,
  receiptsRoot: hash,
  signer: address,
  /** r, s, v: 65 bytes. */
  signature: bytes,
  transactionHashes: z.array(hash),
  /** One RLP list of (type, status, cumulative gas used, logs). */
  receipts: bytes,
});

/** See {@link signedBlockSchema}. */
export type SignedBlock = z.infer<typeof signedBlockSchema>;
