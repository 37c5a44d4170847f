/** How the messenger guards a target. */
export interface GuardState {
  readonly isGuarded: boolean;
  readonly asksEvidence: boolean;
  readonly counterpart: string;
}

/** A guard in words, for comparisons. */
export function guardText({ isGuarded, asksEvidence, counterpart }: GuardState): string {
  if (!isGuarded) return "not guarded";
  return `guarded, but for ${counterpart}${asksEvidence ? ", with evidence" : ""}`;
}
