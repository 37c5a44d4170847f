import { abiWord } from "../../bytes/abiWord.js";
import { keccak256 } from "../../bytes/keccak256.js";
import { utf8 } from "../../bytes/utf8.js";
import { fieldHash } from "../field/fieldHash.js";
import { hashTags } from "../field/hashTags.js";
import { Grumpkin } from "./grumpkin.js";
import { keyOf } from "./keyOf.js";
import type { OperationSignature } from "./OperationSignature.js";

const purpose = utf8("muniment.settlement.nonce");

/**
 * Signs an operation's message (SETTLE-22). The nonce comes of secret and message, so no two messages share one.
 * @throws SETTLEMENT_KEY_INVALID, FIELD_ELEMENT_INVALID
 */
export function signMessage(secret: bigint, message: bigint): OperationSignature {
  const order = Grumpkin.Fn.ORDER;
  const { x } = keyOf(secret);
  const nonce = nonceOf(secret, message) % order;
  const challenge = fieldHash(hashTags.signature, [keyOf(nonce).x, x, message]);
  const response = (((nonce - challenge * secret) % order) + order) % order;
  return { challenge, response };
}

/** 512 bits, so that the rest by the order is as good as even. */
function nonceOf(secret: bigint, message: bigint): bigint {
  const [high, low] = [0n, 1n].map((part) =>
    keccak256(purpose, abiWord("uint8", part), abiWord("uint256", secret), abiWord("uint256", message)),
  ) as [string, string];
  return (BigInt(high) << 256n) + BigInt(low);
}
