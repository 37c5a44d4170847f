import { decodeTransaction, toTransaction } from "@muniment/protocol";
import type { ChainBlock } from "../../chain/ChainBlock.js";
import type { RpcContext } from "../RpcContext.js";
import { hashAt } from "./hashAt.js";
import { quantity } from "./quantity.js";
import { transactionFields } from "./transactionFields.js";

/** A block's transaction as JSON-RPC shows it; undefined when the block has no such transaction. */
export function transactionJson(
  { senders }: Pick<RpcContext, "senders">,
  block: ChainBlock,
  index: number,
): Record<string, unknown> | undefined {
  const { bytes, offsets } = block.transactions;
  const [start, end] = [offsets[index], offsets[index + 1]];
  if (start === undefined || end === undefined) return undefined;
  return transactionFields(toTransaction(decodeTransaction(bytes, start, end)), {
    hash: hashAt(block, index),
    from: senders.senderOf(block, index),
    blockHash: block.hash,
    blockNumber: quantity(block.header.number),
    transactionIndex: quantity(index),
    baseFee: block.header.baseFeePerGas,
  });
}
