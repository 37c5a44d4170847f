import type { ErrorEntry } from "./ErrorEntry.js";

/** The part of the registry that belongs to who plays disputes. */
export const disputeErrors = {
  DISPUTE_EVENTS_INCONSISTENT: {
    doc: "The events of a dispute that an L1 node gives do not fit, or some are missing.",
    sentence: "The events of the dispute {id} do not fit: {problem}.",
    next: "Use another L1 node, and begin at the block of the game's deployment.",
    exitCode: 3,
  },
  DISPUTE_MOVE_REFUSED: {
    doc: "L1 would not take a move that was to be made.",
    sentence: "L1 refuses {move} in the dispute {id}: {problem}.",
    next: "It is tried again. If it goes on, look at `rollup dispute status`: time, pause, balance.",
    exitCode: 3,
  },
  DISPUTE_MOVE_UNKNOWN: {
    doc: "A player does not know what to move in a dispute.",
    sentence: "There is no move in the dispute {id}: {problem}.",
    next: "Keep the player's log and report this before the time is over.",
    exitCode: 3,
  },
  DISPUTE_STEP_DIFFERS: {
    doc: "The verifier on L1 makes another state of a step than the player's machine.",
    sentence: "L1 makes {actual} of {steps} steps in the dispute {id}, and the player's machine {expected}.",
    next: "Nothing was sent. Keep the player's log and report this before the time is over.",
    exitCode: 3,
  },
  DISPUTE_LOST: {
    doc: "A player lost a dispute in which it held what is right by its own execution.",
    sentence: "The dispute {id} about batch {index} was lost.",
    next: "Compare the versions of player and contracts, and find out whether it was silent too long.",
    exitCode: 3,
  },
  DISPUTE_BATCH_WRONG: {
    doc: "A batch on L1 is not what its input gives.",
    sentence: "Batch {index} of lane {lane} claims another {field} than its execution gives.",
    next: "A challenger disputes it while its window is open.",
    exitCode: 3,
  },
} as const satisfies Record<string, ErrorEntry>;
