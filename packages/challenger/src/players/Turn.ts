import type { DisputeClock, DisputeTranscript } from "@muniment/sdk";
import type { Move } from "../moves/Move.js";

/** A dispute in which a player may have something to do. */
export interface Turn {
  readonly transcript: DisputeTranscript;
  readonly clock: DisputeClock;
  /** Whether the player is to move. */
  readonly isOwn: boolean;
  /** Whether the other side's time is over. */
  readonly isTimeOut: boolean;
  /** What it may do, what it prefers first. */
  readonly moves: () => Iterable<Move>;
}

/** The turns in the order in which they are taken: own ones first, those with the least time left before others. */
export function orderTurns(turns: readonly Turn[]): Turn[] {
  const leftOf = ({ clock }: Turn): bigint => clock.allowed - clock.elapsed;
  return turns.toSorted((a, b) => {
    if (a.isOwn !== b.isOwn) return a.isOwn ? -1 : 1;
    return Number(leftOf(a) - leftOf(b));
  });
}
