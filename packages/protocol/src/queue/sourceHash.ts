import { abiWord } from "../bytes/abiWord.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";
import { utf8 } from "../bytes/utf8.js";
import type { QueueOrigin } from "./QueueOrigin.js";

const domain = keccak256(utf8("muniment.queue"));

/**
 * What names the cause of a deposit transaction: the place of its item (spec/queue.md, QUEUE-1).
 * @param place From 0.
 * @throws HEX_INVALID, INTEGER_OUT_OF_RANGE
 */
export function sourceHash({ l1ChainId, queue, lane }: QueueOrigin, place: bigint): Hex {
  return keccak256(
    abiWord("bytes32", domain),
    abiWord("uint256", l1ChainId),
    abiWord("address", queue),
    abiWord("uint64", BigInt(lane)),
    abiWord("uint64", place),
  );
}
