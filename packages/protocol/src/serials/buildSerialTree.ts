import { keccak256 } from "../bytes/keccak256.js";
import { utf8 } from "../bytes/utf8.js";
import type { Hex } from "../bytes/Hex.js";
import { ProtocolError } from "../errors.js";
import { normaliseSerial } from "./normaliseSerial.js";
import { serialPageRoot } from "./serialPageRoot.js";
import { serialRoot } from "./serialRoot.js";
import { serialsPerPage } from "./serialsPerPage.js";
import type { SerialTree } from "./SerialTree.js";

/**
 * Hashes, sorts and pages a list of serials.
 * @param serials Serials as written, in any order.
 * @param lines Line of each serial in its file, for errors; by default its position, from 1.
 * @throws SERIAL_INVALID, SERIAL_DUPLICATE
 */
export function buildSerialTree(serials: readonly string[], lines?: readonly number[]): SerialTree {
  const seen = new Map<Hex, number>();
  serials.forEach((serial, index) => {
    const line = lines?.[index] ?? index + 1;
    const normal = normaliseSerial(serial, line);
    const hash = keccak256(utf8(normal));
    const firstLine = seen.get(hash);
    if (firstLine !== undefined)
      throw new ProtocolError("SERIAL_DUPLICATE", { serial: normal, firstLine, line });
    seen.set(hash, line);
  });
  // Lower-case hexadecimal of one length sorts as the numbers do.
  const hashes = [...seen.keys()].sort();
  const pages: Hex[][] = [];
  for (let from = 0; from < hashes.length; from += serialsPerPage) {
    pages.push(hashes.slice(from, from + serialsPerPage));
  }
  const pageRoots = pages.map(serialPageRoot);
  return { count: hashes.length, pages, pageRoots, root: serialRoot(pageRoots) };
}
