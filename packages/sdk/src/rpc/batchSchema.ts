import { z } from "zod";

import { rpcShapes } from "./rpcShapes.js";

const { address, bytes, count, evidence, hash, level, small, trust } = rpcShapes;

/** Answer of muniment_getBatch. */
export const batchSchema = z.object({
  index: count,
  digest: hash,
  /** The header's 360 bytes, which the digest is of. */
  header: bytes,
  epoch: count,
  firstBlock: count,
  blocks: small,
  time: count,
  dataKind: z.union([z.string(), z.number()]),
  blobs: z.unknown(),
  dataSize: small,
  dataHash: hash,
  queueCursor: count,
  lastBlock: hash,
  stateRoot: hash,
  messageRoot: hash,
  messageCount: count,
  steps: small,
  traceRoot: hash,
  /** Null for the genesis batch. */
  committer: address.nullish(),
  l1: z.object({ transaction: hash, block: count, blockHash: hash, time: count.nullish() }).nullish(),
  level,
  evidence,
  /** Whether its attestations are to be trusted, for their keys are SIMULATED; null when it has none. */
  trust,
});

/** See {@link batchSchema}. */
export type BatchAnswer = z.infer<typeof batchSchema>;
