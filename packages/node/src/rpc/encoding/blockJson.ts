import { encodeHeader } from "@muniment/protocol";
import type { ChainBlock } from "../../chain/ChainBlock.js";
import type { RpcContext } from "../RpcContext.js";
import { hashAt } from "./hashAt.js";
import { headerJson } from "./headerJson.js";
import { quantity } from "./quantity.js";
import { transactionJson } from "./transactionJson.js";

/** A block as JSON-RPC shows it. @param isFull With whole transactions, not their hashes. */
export function blockJson(
  context: Pick<RpcContext, "senders">,
  block: ChainBlock,
  isFull: boolean,
): Record<string, unknown> {
  const { header, hash, transactions } = block;
  const count = transactions.offsets.length - 1;
  return {
    ...headerJson(header, hash),
    totalDifficulty: "0x0",
    size: quantity(encodeHeader(header).length + transactions.bytes.length),
    uncles: [],
    withdrawals: [],
    transactions: Array.from({ length: count }, (_, index) =>
      isFull ? transactionJson(context, block, index) : hashAt(block, index),
    ),
  };
}
