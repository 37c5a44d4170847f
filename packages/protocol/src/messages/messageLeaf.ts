import { abiWord } from "../bytes/abiWord.js";
import { fromHex } from "../bytes/fromHex.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";
import type { Message } from "./Message.js";

const leafPrefix = Uint8Array.of(0);

/**
 * A message's leaf in the tree of messages to L1 (spec/bridge.md, BRIDGE-1).
 * @throws HEX_INVALID, INTEGER_OUT_OF_RANGE
 */
export function messageLeaf({ lane, place, sender, target, gasLimit, data }: Message): Hex {
  const message = keccak256(
    abiWord("uint64", BigInt(lane)),
    abiWord("uint64", place),
    abiWord("address", sender),
    abiWord("address", target),
    abiWord("uint64", gasLimit),
    abiWord("bytes32", keccak256(fromHex(data))),
  );
  return keccak256(leafPrefix, fromHex(message, 32));
}
