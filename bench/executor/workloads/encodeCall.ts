import { toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { selectorOf } from "./callData.js";

const wordDigits = 64;

/** Static arguments, ABI-encoded: numbers, addresses as they are. */
export function encodeWords(values: readonly (bigint | Hex)[]): Hex {
  return `0x${values.map((value) => BigInt(value).toString(16).padStart(wordDigits, "0")).join("")}`;
}

/** A call with static arguments. @param signature For example `transfer(address,uint256)`. */
export function encodeCall(signature: string, values: readonly (bigint | Hex)[]): Hex {
  return `${toHex(selectorOf(signature))}${encodeWords(values).slice(2)}`;
}
