import { hexToBytes } from "@noble/hashes/utils.js";
import { ProtocolError } from "../errors.js";

/**
 * Reads hexadecimal text with the prefix 0x.
 * @param hex Text, two digits a byte.
 * @param length Expected number of bytes, when it is fixed.
 * @throws HEX_INVALID when the text is not whole bytes of hexadecimal digits or has another length.
 */
export function fromHex(hex: string, length?: number): Uint8Array {
  // Not /([0-9a-f]{2})*/: a repeated group takes stack for every turn, and a log may hold megabytes.
  if (hex.length % 2 !== 0 || !/^0x[0-9a-fA-F]*$/.test(hex)) {
    throw new ProtocolError("HEX_INVALID", {
      value: hex,
      problem: "it is not 0x and pairs of hexadecimal digits",
    });
  }
  const bytes = hexToBytes(hex.slice(2));
  if (length !== undefined && bytes.length !== length) {
    throw new ProtocolError("HEX_INVALID", {
      value: hex,
      problem: `it has ${String(bytes.length)} bytes, not ${String(length)}`,
    });
  }
  return bytes;
}
