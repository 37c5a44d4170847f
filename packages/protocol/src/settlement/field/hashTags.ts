/** What each hash of the settlement lane is for (SETTLE-19). A tag is never used for two things. */
export const hashTags = {
  receiver: 1n,
  note: 2n,
  nullifierKey: 3n,
  nullifier: 4n,
  nullifierLeaf: 5n,
  eligibilityLeaf: 6n,
  rulesLeaf: 7n,
  paymentSeed: 8n,
  changeSeed: 9n,
  output: 10n,
  audit: 11n,
  content: 12n,
  operation: 13n,
  signature: 14n,
  data: 15n,
  state: 16n,
  exit: 17n,
} as const;

export type HashTag = (typeof hashTags)[keyof typeof hashTags];
