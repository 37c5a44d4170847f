import type { ErrorEntry } from "./ErrorEntry.js";

/** The part of the registry that belongs to batches, the queue, messages and the bridge. */
export const chainErrors = {
  // ---- batches
  BATCH_HEADER_INVALID: {
    doc: "Bytes are not the header of a batch.",
    sentence: "This is no batch header: {problem}.",
    next: "Read the header from the event of its commit.",
    exitCode: 3,
    rpc: -32000,
  },
  BATCH_INPUT_INCONSISTENT: {
    doc: "A batch's header does not go with the parent, the items or the data that it was given with.",
    sentence: "The batch's {field} is {actual}; with what was given beside it, it must be {expected}.",
    next: "Read header, parent, items and data of the same batch from L1.",
    exitCode: 3,
    rpc: -32000,
  },
  BATCH_OUTPUT_WRONG: {
    doc: "A batch's header says something else than what executing the batch comes to.",
    sentence: "Batch {index} of lane {lane}: its {field} is {actual}, and executing it gives {expected}.",
    next: "Do not build on it or attest to it; report it, so that it is disputed.",
    exitCode: 3,
    rpc: -32000,
  },
  BATCH_NOT_HELD: {
    doc: "A replica is to go back to a batch, or on from one, that it does not hold.",
    sentence: "The replica of lane {lane} stands at batch {last} and does not hold batch {index}.",
    next: "Begin a replica at genesis, or at a snapshot before that batch.",
    exitCode: 3,
  },
  BATCH_NOT_ENCODABLE: {
    doc: "Blocks cannot be written as the data of a batch.",
    sentence: "Block {block} cannot be in the data of a batch: {problem}.",
    next: "Give the blocks of one lane, in order, as they were executed.",
    exitCode: 3,
  },
  BLOB_SIZE_WRONG: {
    doc: "Blobs are not of the size that blobs have, or hold less than is said.",
    sentence: "The blobs have {actual} bytes; they must have {expected}.",
    next: "Ask another archive for the blobs.",
    exitCode: 3,
    rpc: -32000,
  },
  // ---- messages
  MESSAGE_TREE_FULL: {
    doc: "The tree of messages to L1 has no place left.",
    sentence: "The tree has {capacity} messages, and no place for another.",
    next: "Open another lane.",
    exitCode: 3,
  },
  MESSAGE_UNKNOWN: {
    doc: "A message, or a number of messages, is asked for that the tree does not have.",
    sentence: "There is no message at place {place} of the first {count}; the tree has {known}.",
    next: "Wait until the message's block is known here.",
    exitCode: 3,
    rpc: -32000,
  },
  // ---- the trace
  TRACE_LEAF_UNKNOWN: {
    doc: "A leaf of a batch's trace is asked for that the trace does not have.",
    sentence: "The trace has {count} leaves, and none at place {place}.",
    next: "Ask for a step that the batch's header counts.",
    exitCode: 3,
  },
  // ---- sending to L1
  SEND_JOURNAL_DAMAGED: {
    doc: "A file of the journal of what is sent to L1 cannot be read.",
    sentence: "The journal's file {file} is damaged.",
    next: "Look on L1 whether its transaction is there, then restore the file from a backup or remove it.",
    exitCode: 3,
  },
  SEND_REFUSED: {
    doc: "A node of L1 does not take a transaction.",
    sentence: "L1 does not take {hash} for {id}: {problem}.",
    next: "It is tried again by itself; if that does not help, look at the account's balance and the node's log.",
    exitCode: 3,
  },
  SEND_FEE_LIMIT: {
    doc: "L1 asks for more than may be offered.",
    sentence: "{id} waits: L1 asks for more than {limit} wei a unit of gas.",
    next: "Wait, or raise the limit.",
    exitCode: 3,
  },
  SEND_NONCE_TAKEN: {
    doc: "Somebody else has used the key that sends to L1.",
    sentence:
      "Nonce {nonce}, which {id} was signed for, was used by a transaction that is not in the journal.",
    next: "Give this sender a key of its own; then take {id} in again under another id.",
    exitCode: 3,
  },
} as const satisfies Record<string, ErrorEntry>;
