import { z } from "zod";
import { lastBlockOf } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { defineMethod } from "../defineMethod.js";
import { quantity } from "../encoding/quantity.js";
import { schemas } from "../encoding/schemas.js";
import { batchAt } from "../lane/batchAt.js";
import { evidenceJson } from "../lane/evidenceJson.js";
import { levelOf } from "../lane/levelOf.js";
import { requireLane } from "../lane/requireLane.js";
import { resolveBlock } from "../resolveBlock.js";
import type { RpcContext } from "../RpcContext.js";

const wantedBatch = z.strictObject({ batch: schemas.quantity });
const wanted = z.union(
  [wantedBatch, schemas.block],
  "asked for is the level of a block, named as everywhere, of a transaction's hash, or of { batch: its index }",
);

/** How far a block, a transaction's block or a batch has come on L1, and what speaks for its batch (NODE-31). */
export const getLevel = defineMethod({
  name: "muniment_getLevel",
  parameters: z.tuple([wanted]),
  run: (context, [name]) => {
    const number = numberOf(context, name);
    if (number === undefined) return undefined;
    const { lane, levels } = context;
    const batch = lane && batchAt(lane.record.batches, number);
    return {
      block: quantity(number),
      level: levelOf(levels, number),
      batch: batch === undefined ? null : quantity(batch.header.index),
      ...(lane === undefined
        ? { evidence: [], trust: null }
        : evidenceJson(lane, batch === undefined ? 0 : batch.evidence)),
    };
  },
});

/** Number of the block that is asked about; undefined when it is not there. @throws LANE_UNKNOWN */
function numberOf(context: RpcContext, name: z.infer<typeof wanted>): bigint | undefined {
  if ("batch" in name) {
    const batch = requireLane(context).record.batches[Number(name.batch)];
    return batch && lastBlockOf(batch.header);
  }
  if ("hash" in name) return numberOfHash(context, name.hash);
  return resolveBlock(context, name)?.header.number;
}

/** Hashes of transactions and of blocks are never the same. */
function numberOfHash({ chain }: RpcContext, hash: Hex): bigint | undefined {
  return chain.find(hash)?.block.header.number ?? chain.numberOf(hash);
}
