import { z } from "zod";
import { absentMessages, ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { MessageIndex } from "../../chain/MessageIndex.js";
import { defineMethod } from "../defineMethod.js";
import { hashAt } from "../encoding/hashAt.js";
import { quantity } from "../encoding/quantity.js";
import { schemas } from "../encoding/schemas.js";
import { levelOf } from "../lane/levelOf.js";
import { requireLane } from "../lane/requireLane.js";
import type { LaneView } from "../RpcContext.js";

const place = schemas.quantity.refine((value) => value < 1n << 40n, "a place has at most 40 bits");

/** A message to L1, and what shows it there when it is FINAL: the parts of a claim (NODE-32). */
export const getWithdrawalProof = defineMethod({
  name: "muniment_getWithdrawalProof",
  parameters: z.tuple([place]),
  run: (context, [wanted]) => {
    const lane = requireLane(context);
    const found = context.messages.find(wanted);
    if (found === undefined) return undefined;
    const { message, leaf, block, transaction } = found;
    const { lane: of, place: at, sender, target, gasLimit, data } = message;
    return {
      message: {
        ...{ lane: quantity(of), place: quantity(at), sender, target },
        ...{ gasLimit: quantity(gasLimit), data },
      },
      leaf,
      block: quantity(block.header.number),
      transaction: hashAt(block, transaction),
      ...inclusionOf(context.messages, lane, wanted),
      level: levelOf(context.levels, block.header.number),
    };
  },
});

/**
 * The first FINAL root that has the message, and the one before it (BRIDGE-3).
 * @throws MESSAGES_DIFFER when the root is not that of this node's messages
 */
function inclusionOf(
  messages: MessageIndex,
  { record: { finalRoots, batches } }: LaneView,
  wanted: bigint,
): { root: { batch: Hex; before: Hex } | null; siblings: readonly Hex[] | null } {
  const at = finalRoots.findIndex((index) => (batches[Number(index)]?.header.messageCount ?? 0n) > wanted);
  const header = batches[Number(finalRoots[at])]?.header;
  const before = finalRoots[at - 1];
  if (header === undefined || before === undefined) return { root: null, siblings: null };
  const { messageCount: count, messageRoot: expected, index: batch } = header;
  const actual = count <= messages.count ? messages.root(count) : "unknown";
  if (actual !== expected) throw new ProtocolError("MESSAGES_DIFFER", { batch, expected, actual });
  return {
    root: { batch: quantity(batch), before: quantity(before) },
    siblings: withoutAbsent(messages.siblings(wanted, count)),
  };
}

/** Without the absent subtrees at the end, which a claim need not bring (BRIDGE-3). */
function withoutAbsent(siblings: readonly Hex[]): readonly Hex[] {
  let size = siblings.length;
  while (size > 0 && siblings[size - 1] === absentMessages[size - 1]) size--;
  return siblings.slice(0, size);
}
