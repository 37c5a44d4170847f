/**
 * What a proof of an exit shows, in the order of the circuit's public inputs (SETTLE-47).
 * @param domain What settlementDomain gives.
 * @param state Root of the state that the note is in.
 * @param eligibility Root of the tree of holders.
 * @param crossing What exitCrossing gives.
 * @param target Where the value goes.
 * @param nullifier Of the note.
 */
export interface ExitStatement {
  readonly domain: bigint;
  readonly state: bigint;
  readonly eligibility: bigint;
  readonly crossing: bigint;
  readonly target: bigint;
  readonly nullifier: bigint;
}
