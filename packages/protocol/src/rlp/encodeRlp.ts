import { integerBytes } from "./integerBytes.js";
import { rlpHeaderSize } from "./rlpHeaderSize.js";
import type { RlpItem } from "./RlpItem.js";
import { writeRlpHeader } from "./writeRlpHeader.js";

/**
 * The canonical RLP of an item.
 * @throws INTEGER_OUT_OF_RANGE when an integer is negative.
 * @example encodeRlp([1n, fromHex("0xcafe"), []]); // c5 01 82 ca fe c0
 */
export function encodeRlp(item: RlpItem): Uint8Array {
  if (typeof item === "bigint") return encodeString(integerBytes(item));
  if (item instanceof Uint8Array) return encodeString(item);
  const parts = item.map(encodeRlp);
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const encoded = new Uint8Array(rlpHeaderSize(size) + size);
  let at = writeRlpHeader(encoded, 0, size, 0xc0);
  for (const part of parts) {
    encoded.set(part, at);
    at += part.length;
  }
  return encoded;
}

function encodeString(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 1 && (bytes[0] as number) < 0x80) return bytes;
  const encoded = new Uint8Array(rlpHeaderSize(bytes.length) + bytes.length);
  encoded.set(bytes, writeRlpHeader(encoded, 0, bytes.length, 0x80));
  return encoded;
}
