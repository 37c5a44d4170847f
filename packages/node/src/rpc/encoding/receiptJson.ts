import { decodeTransaction, logsBloom, toHex, transactionTypes } from "@muniment/protocol";
import type { ChainBlock } from "../../chain/ChainBlock.js";
import type { RpcContext } from "../RpcContext.js";
import { blockReceipts } from "./blockReceipts.js";
import { creationAddress } from "./creationAddress.js";
import { firstLogs } from "./firstLogs.js";
import { hashAt } from "./hashAt.js";
import { logJson } from "./logJson.js";
import { quantity } from "./quantity.js";

/** The receipt of a block's transaction as JSON-RPC shows it; undefined when the block has no such transaction. */
export function receiptJson({ senders }: Pick<RpcContext, "senders">, block: ChainBlock, index: number) {
  const receipts = blockReceipts(block);
  const receipt = receipts[index];
  if (receipt === undefined) return undefined;
  const firstLog = firstLogs(block)[index] as number;
  const { bytes, offsets } = block.transactions;
  const decoded = decodeTransaction(bytes, offsets[index] as number, offsets[index + 1] as number);
  const { to, type } = decoded;
  const from = senders.senderOf(block, index);
  return {
    transactionHash: hashAt(block, index),
    transactionIndex: quantity(index),
    blockHash: block.hash,
    blockNumber: quantity(block.header.number),
    from,
    to: to < 0 ? null : toHex(bytes.subarray(to, to + 20)),
    cumulativeGasUsed: quantity(receipt.cumulativeGasUsed),
    gasUsed: quantity(receipt.gasUsed),
    effectiveGasPrice: quantity(type === transactionTypes.deposit ? 0n : receipt.effectiveGasPrice),
    contractAddress: receipt.createdAddress ?? creationAddress(decoded, from) ?? null,
    logs: receipt.logs.map((log, at) => logJson(block, log, { transaction: index, log: firstLog + at })),
    logsBloom: toHex(logsBloom(receipt.logs)),
    status: receipt.isSuccess ? "0x1" : "0x0",
    type: quantity(type),
  };
}
