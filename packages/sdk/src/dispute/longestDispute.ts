import type { DisputeTerms } from "./getDisputeTerms.js";

/** Moves at most: two a round, of which 11 are about a tree of 2^32 leaves and 8 about 2^24 steps, and a step. */
const moves = 39n;

/** Seconds that a dispute lasts at most, pauses not counted (spec/dispute.md, DISPUTE-14). */
export function longestDispute({ clock, replyTime }: Pick<DisputeTerms, "clock" | "replyTime">): bigint {
  return 2n * clock + moves * replyTime;
}
