/**
 * What a proof of an exit shows, in the order of the circuit's public inputs (SETTLE-47).
 * @param domain What settlementDomain gives.
 * @param state Root of the state that the note is in.
 * @param nullifier Of the note.
 * @param value Asset and amount, as noteValue joins them.
 * @param target Where the value goes.
 * @param eligibility Root of the tree of holders.
 */
export interface ExitStatement {
  readonly domain: bigint;
  readonly state: bigint;
  readonly nullifier: bigint;
  readonly value: bigint;
  readonly target: bigint;
  readonly eligibility: bigint;
}
