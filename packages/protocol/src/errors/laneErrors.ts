import type { ErrorEntry } from "./ErrorEntry.js";

/** The part of the registry that belongs to a node's work on its lane on L1: packing, committing, following. */
export const laneErrors = {
  BATCHER_FAILED: {
    doc: "The thread that makes batches ended.",
    sentence: "Batches cannot be made: {problem}.",
    next: "Look into the node's log and start it again.",
    exitCode: 3,
  },
  FOLLOWER_FAILED: {
    doc: "The thread that follows a lane ended.",
    sentence: "Batches cannot be checked: {problem}.",
    next: "The follower begins again behind what is FINAL; look at its disk and memory if it goes on.",
    exitCode: 3,
  },
  BATCH_REPLICA_DIFFERS: {
    doc: "A block comes out differently when the batcher executes it once more.",
    sentence: "Executed once more, block {block} has the hash {actual}; the sequencer published {expected}.",
    next: "Nothing of it was committed. Keep the node's directory and report this.",
    exitCode: 3,
  },
  BATCH_ITEMS_UNKNOWN: {
    doc: "A block has items of the queue that the node has not read from L1.",
    sentence: "The batch consumes items up to place {expected}, and L1 has told of {actual}.",
    next: "Wait until the L1 node has caught up; check that it is the same chain.",
    exitCode: 3,
  },
  BATCH_JOURNAL_DAMAGED: {
    doc: "The file of the batches that were made cannot be read.",
    sentence: "The journal of batches {file} is damaged in line {line}.",
    next: "Restore it from a copy; or remove it when all its batches are committed.",
    exitCode: 3,
  },
  COMMIT_REFUSED: {
    doc: "L1 did not accept the commit of a batch.",
    sentence: "L1 refused batch {index} of lane {lane} in transaction {transaction}, attempt {attempt}.",
    next: "The node tries again. If it happens again, look at `rollup status`: pause, bond, a due item.",
    exitCode: 3,
  },
  LANE_DIVERGED: {
    doc: "L1 has a batch of other blocks than the node's.",
    sentence: "Batch {index} on L1 ends in block {block} with the hash {expected}; this node has {actual}.",
    next: "Somebody else commits for the lane, or it was rolled back: start the node on a new directory, from L1.",
    exitCode: 3,
  },
  LANE_AHEAD: {
    doc: "L1 has batches of blocks that the node does not have.",
    sentence: "Batch {index} on L1 ends in block {block}; this node's last one is {latest}.",
    next: "Start the node on a new directory, from L1, and with the key of one sequencer alone.",
    exitCode: 3,
  },
  LANE_EPOCH_WRONG: {
    doc: "The lane was rolled back since the node was opened: it is in another epoch.",
    sentence: "Lane {lane} is in epoch {actual} on L1; this node signs for epoch {expected}.",
    next: "Start the node again, in the lane's epoch.",
    exitCode: 3,
  },
  LANE_NOT_ARCHIVED: {
    doc: "A node that works for L1 was told not to keep its blocks.",
    sentence: "A node that follows L1 keeps all blocks; this one keeps those from {oldest} on.",
    next: "Open it with isArchive, on a directory that has all blocks.",
    exitCode: 1,
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
