import { ProtocolError } from "../errors.js";
import { fromHex } from "./fromHex.js";
import type { Hex } from "./Hex.js";

/** Static ABI types the project encodes. */
type AbiWordType = "bytes32" | "address" | "uint8" | "uint64" | "uint256";

/**
 * One ABI word: 32 bytes, numbers and addresses big-endian and left-padded.
 * @throws INTEGER_OUT_OF_RANGE, HEX_INVALID
 */
export function abiWord(type: AbiWordType, value: Hex | bigint): Uint8Array {
  if (type === "bytes32") return fromHex(String(value), 32);
  if (type === "address") return wordOf(BigInt(`0x${toDigits(fromHex(String(value), 20))}`));
  const number = BigInt(value);
  if (number < 0n || number >= 1n << BigInt(type.slice(4))) {
    throw new ProtocolError("INTEGER_OUT_OF_RANGE", { value: number, type });
  }
  return wordOf(number);
}

function wordOf(number: bigint): Uint8Array {
  return fromHex(`0x${number.toString(16).padStart(64, "0")}`);
}

function toDigits(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
