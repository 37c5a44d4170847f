import { blobLayout } from "@muniment/protocol";
import type { BatchTerms } from "./BatchRequest.js";

/** Bytes; ROLLUP-9 takes more, but nodes of L1 pass on no transaction above 131,072 bytes with all that is in it. */
const calldataCapacity = 126_976;

/** Bytes of data that a batch may have. */
export function batchCapacity({ kind, mostBlobs }: BatchTerms): number {
  return kind === "calldata" ? calldataCapacity : mostBlobs * blobLayout.capacity;
}
