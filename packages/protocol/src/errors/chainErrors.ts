import type { ErrorEntry } from "./ErrorEntry.js";

/** The part of the registry that belongs to batches, the queue, messages and the bridge. */
export const chainErrors = {
  BATCH_HEADER_INVALID: {
    doc: "Bytes are not the header of a batch.",
    sentence: "This is no batch header: {problem}.",
    next: "Read the header from the event of its commit.",
    exitCode: 3,
    rpc: -32000,
  },
} as const satisfies Record<string, ErrorEntry>;
