import { abiWord } from "../bytes/abiWord.js";
import { fromHex } from "../bytes/fromHex.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";
import type { QueueItem } from "./QueueItem.js";

/**
 * Hash of an item of the queue (spec/queue.md, QUEUE-2).
 * @throws HEX_INVALID, INTEGER_OUT_OF_RANGE
 */
export function itemHash(item: QueueItem): Hex {
  return keccak256(
    abiWord("address", item.sender),
    abiWord("address", item.recipient),
    abiWord("uint8", item.isCreation ? 1n : 0n),
    abiWord("uint256", item.mint),
    abiWord("uint256", item.value),
    abiWord("uint64", item.gasLimit),
    abiWord("bytes32", keccak256(fromHex(item.data))),
    abiWord("uint64", item.time),
    abiWord("uint64", item.gasBefore),
  );
}
