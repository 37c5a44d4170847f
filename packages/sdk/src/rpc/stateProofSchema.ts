import { z } from "zod";

import { rpcShapes } from "./rpcShapes.js";

const { address, bytes, count, hash } = rpcShapes;

/** Answer of muniment_getProof. */
export const stateProofSchema = z.object({
  address,
  blockNumber: count,
  blockHash: hash,
  stateRoot: hash,
  /** Absent when the state has no such account. */
  account: z.object({ nonce: count, balance: count, codeHash: hash }).nullish(),
  accountProof: bytes,
  slots: z.array(z.object({ key: hash, value: count, proof: bytes })),
});

/** See {@link stateProofSchema}. */
export type StateProofAnswer = z.infer<typeof stateProofSchema>;
