import { blobLayout } from "@muniment/protocol";
import type { BatchTerms } from "./BatchRequest.js";

/** ROLLUP-9, bytes. */
const calldataCapacity = 131_072;

/** Bytes of data that a batch may have. */
export function batchCapacity({ kind, mostBlobs }: BatchTerms): number {
  return kind === "calldata" ? calldataCapacity : mostBlobs * blobLayout.capacity;
}
