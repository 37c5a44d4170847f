import { toHex } from "@muniment/protocol";
import type { LogEntry } from "../../packages/executor/src/index.js";
import { packTransactions } from "../../packages/executor/src/index.js";

/** Bytes that depend on the seed and nothing else. */
function bytes(size: number, seed: number): Uint8Array {
  let x = (seed * 2654435761 + 1) >>> 0;
  return Uint8Array.from({ length: size }, () => {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    return x >>> 24;
  });
}

/** A block for tests of the log alone: the parts are bytes of no meaning, some of them not multiples of 8. */
export function logEntry(number: number, scale = 1): LogEntry {
  return {
    number: BigInt(number),
    stateRoot: toHex(bytes(32, number)),
    header: bytes(600 + (number % 7), number + 1),
    transactions: packTransactions(
      Array.from({ length: scale * (number % 4) }, (_, i) => bytes(110 + i, number + i)),
    ),
    changes: bytes(96 * scale * (1 + (number % 3)), number + 2),
    receipts: bytes(88 * scale, number + 3),
  };
}
