import type { Log } from "@muniment/protocol";
import type { ChainBlock } from "../../chain/ChainBlock.js";
import { hashAt } from "./hashAt.js";
import { quantity } from "./quantity.js";

/** Where a log is: its transaction's index in the block, and its own. */
export interface LogPlace {
  readonly transaction: number;
  readonly log: number;
}

/** A log as JSON-RPC shows it. */
export function logJson(block: ChainBlock, { address, topics, data }: Log, place: LogPlace) {
  return {
    address,
    topics,
    data,
    blockNumber: quantity(block.header.number),
    blockHash: block.hash,
    blockTimestamp: quantity(block.header.timestamp),
    transactionHash: hashAt(block, place.transaction),
    transactionIndex: quantity(place.transaction),
    logIndex: quantity(place.log),
    removed: false,
  };
}
