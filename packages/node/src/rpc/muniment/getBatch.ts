import { z } from "zod";
import type { CommittedBatch } from "@muniment/derivation";
import { lastBlockOf } from "@muniment/protocol";
import { defineMethod } from "../defineMethod.js";
import { schemas } from "../encoding/schemas.js";
import { batchAt } from "../lane/batchAt.js";
import { batchJson } from "../lane/batchJson.js";
import { requireLane } from "../lane/requireLane.js";
import type { RpcContext } from "../RpcContext.js";

const batch = z.union(
  [z.enum(["latest", "safe", "finalized"]), schemas.quantity],
  "a batch is a quantity, latest, safe or finalized",
);

/** A batch as L1 has it: by its index; the last one; or the last one that is COMMITTED, or FINAL (NODE-31). */
export const getBatch = defineMethod({
  name: "muniment_getBatch",
  parameters: z.tuple([batch]),
  run: (context, [wanted]) => {
    const lane = requireLane(context);
    const found = find(context, lane.record.batches, wanted);
    return found && batchJson(context, lane, found);
  },
});

function find(
  { levels }: RpcContext,
  batches: readonly CommittedBatch[],
  wanted: z.infer<typeof batch>,
): CommittedBatch | undefined {
  if (typeof wanted === "bigint") return batches[Number(wanted)];
  if (wanted === "latest") return batches.at(-1);
  const block = wanted === "safe" ? levels.safe : levels.finalized;
  const holding = batchAt(batches, block);
  if (holding === undefined || lastBlockOf(holding.header) === block) return holding;
  return batches[Number(holding.header.index) - 1];
}
