import { z } from "zod";

import { rpcShapes } from "./rpcShapes.js";

const { address, bytes, count, hash, small } = rpcShapes;

/** Answer of muniment_getReceipt. */
export const signedReceiptSchema = z.object({
  transactionHash: hash,
  transactionIndex: small,
  /** As it stands in the receipts trie. */
  receipt: bytes,
  /** Nodes of the receipts trie from the root down. */
  path: z.array(bytes),
  lane: small,
  epoch: count,
  blockNumber: count,
  blockHash: hash,
  receiptsRoot: hash,
  signer: address,
  /** r, s, v: 65 bytes. */
  signature: bytes,
});

/** See {@link signedReceiptSchema}. */
export type SignedReceipt = z.infer<typeof signedReceiptSchema>;
